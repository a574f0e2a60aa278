const kinds = ['users', 'orders', 'products', 'reviews', 'coupons', 'invoices'];

/** Two addresses for each kind of thing. What to do is said by the method. */
const routes = (plural) => ({
  list: `GET /${plural}`,
  read: `GET /${plural}/1`,
  create: `POST /${plural}`,
  remove: `DELETE /${plural}/1`,
});
export const resources = Object.fromEntries(kinds.map((kind) => [kind, routes(kind)]));
