const MOST = 100; // so that the list does not grow without bound
const products = new Map([ // by the id as it stands in a path
  ['1', { id: 1, name: 'Lamp', cents: 1999 }],
  ['2', { id: 2, name: 'Clock', cents: 4900 }],
]);

export const find = (id) => products.get(id);

const failure = (status, message) => Object.assign(new Error(message), { status });

/** Stores a product and returns it. Throws an error with a `status` when it cannot. */
export function add(input) {
  if (typeof input?.name !== 'string' || !Number.isSafeInteger(input.cents)) {
    throw failure(422, 'send a name and cents, as JSON');
  }
  if (products.size >= MOST) throw failure(409, 'the shop is full');
  const product = { id: products.size + 1, name: input.name, cents: input.cents };
  products.set(String(product.id), product);
  return product;
}
