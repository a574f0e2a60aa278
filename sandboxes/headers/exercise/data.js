export const products = new Map([
  ['L1', { sku: 'L1', name: 'Lamp', price: 19.99 }],
  ['C2', { sku: 'C2', name: 'Cup & saucer <blue>', price: 7.5 }],
]);

// A session id is long and random. Here it is a name, so that you can follow it.
export const accounts = new Map([
  ['ann', { name: 'Ann', orders: 3 }],
  ['bob', { name: 'Bob', orders: 0 }],
]);
