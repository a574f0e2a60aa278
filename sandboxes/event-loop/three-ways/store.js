// Three look-ups in the callback style of Node's older interfaces: the last argument
// is a function, and its first argument an error or null.
const users = new Map([
  [7, { name: 'Ann', orders: [70, 71] }],
  [8, { name: 'Bob', orders: [80, 81] }],
]);
const prices = new Map([[70, 1200], [71, 800]]); // in cents

const later = (callback, error, value) => setImmediate(callback, error, value);

export function findUser(id, callback) {
  const user = users.get(id);
  if (user) later(callback, null, user);
  else later(callback, new Error(`no user ${id}`));
}

export function findPrice(order, callback) {
  const price = prices.get(order);
  if (price !== undefined) later(callback, null, price);
  else later(callback, new Error(`no order ${order}`));
}
