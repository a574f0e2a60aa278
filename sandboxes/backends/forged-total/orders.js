const cents = new Map([
  ['espresso-machine', 89_900],
  ['beans', 2_400],
]);

export class InvalidOrder extends Error {}

/** What is bought comes from the client; what it costs, from here. */
export function price({ items }) {
  if (!Array.isArray(items) || items.length === 0 || items.length > 50) {
    throw new InvalidOrder('Send 1 to 50 items');
  }
  let total = 0;
  for (const item of items) {
    const each = cents.get(item?.id);
    const count = item?.count;
    if (each === undefined) throw new InvalidOrder('There is no such product');
    if (!Number.isInteger(count) || count < 1 || count > 99) {
      throw new InvalidOrder('Of each item, order 1 to 99');
    }
    total += each * count;
  }
  return { items: items.map(({ id, count }) => ({ id, count })), total };
}
