const kinds = ['users', 'orders', 'products', 'reviews', 'coupons', 'invoices'];
const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** Verbs again, but one verb for each task, and the same for every kind of thing. */
const routes = (plural) => {
  const Plural = capital(plural);
  const Singular = Plural.slice(0, -1);
  return {
    list: `GET /get${Plural}`,
    read: `GET /get${Singular}?id=1`,
    create: `POST /create${Singular}`,
    remove: `POST /delete${Singular}?id=1`,
  };
};
export const tidy = Object.fromEntries(kinds.map((kind) => [kind, routes(kind)]));
