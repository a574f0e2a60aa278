/** Who has ordered what. Ida has an account and no orders yet. */
export const users = new Map(
  ['Ada', 'Bob', 'Ida'].map((name, n) => [n + 1, { id: n + 1, name }]),
);
export const orders = new Map();
let last = 0;

export function addOrder(user_id, lamp) {
  const order = { id: (last += 1), user_id, lamp, status: 'open' };
  orders.set(order.id, order);
  if (orders.size > 100) orders.delete(orders.keys().next().value); // the newest 100
  return order;
}
addOrder(1, 'desk');
addOrder(2, 'floor');
addOrder(1, 'wall');
