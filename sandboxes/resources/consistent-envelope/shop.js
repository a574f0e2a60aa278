const day = (number) => new Date(Date.UTC(2026, 0, number, 8));

/** What both teams, and the unified API, tell of. Amounts are cents. */
export const users = [
  { id: 1, name: 'Ada', createdAt: day(5) },
  { id: 2, name: 'Bob', createdAt: day(9) },
];
export const orders = [
  { id: 1, userId: 1, amount: 4999, currency: 'USD', createdAt: day(6) },
  { id: 2, userId: 2, amount: 1250, currency: 'EUR', createdAt: day(12) },
];

/** Adds a user or an order, and forgets the oldest beyond 100. */
export function add(rows, members) {
  const row = { id: rows.at(-1).id + 1, ...members, createdAt: new Date() };
  rows.push(row);
  if (rows.length > 100) rows.shift();
  return row;
}
