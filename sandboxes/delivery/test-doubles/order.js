/** Takes an order: charges the customer, keeps the order, sends a receipt. */
export async function placeOrder({ customer, items }, { payment, orders, mail }) {
  if (items.length === 0) throw new Error('the cart is empty');
  const cents = items.reduce((sum, item) => sum + item.cents * item.count, 0);
  const { paid } = await payment.charge(customer, cents);
  if (!paid) return { state: 'declined' };
  const id = await orders.save({ customer, cents });
  await mail.send(customer, `Order ${id}: ${cents} cents`);
  return { state: 'placed', id, cents };
}
