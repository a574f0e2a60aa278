// Move the lines (Alt with the arrow keys) and run: the app is built in your order.
const usual = [
  'id',
  'logger',
  'auth',
  'json',
  'routes',
  'notFound',
  'errors',
];

// A request chooses another order by the header X-Order.
export const orders = {
  usual,
  authLate: ['id', 'logger', 'json', 'routes', 'auth', 'notFound', 'errors'],
  idLate: ['logger', 'auth', 'id', 'json', 'routes', 'notFound', 'errors'],
  loggerLate: ['id', 'auth', 'logger', 'json', 'routes', 'notFound', 'errors'],
  jsonLate: ['id', 'logger', 'auth', 'routes', 'json', 'notFound', 'errors'],
  notFoundEarly: ['id', 'logger', 'auth', 'json', 'notFound', 'routes', 'errors'],
  errorsEarly: ['id', 'errors', 'logger', 'auth', 'json', 'routes', 'notFound'],
};
