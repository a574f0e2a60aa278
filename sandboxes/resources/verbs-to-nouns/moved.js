const gone = (detail) => ({ status: 410, detail });
const to = (where) => ({ status: 308, where });

/** An id, or 0, which nobody has. A client that is sent to /users/.. goes to /. */
const idOr0 = (text) => (/^[1-9]\d{0,8}$/.test(text) ? text : 0);

/** Where the old addresses have gone. 308 keeps method and body: both must fit. */
export const moved = {
  'GET /getUsers': to(() => '/users'),
  'GET /getUser': to(({ query }) => `/users/${idOr0(query.id)}`),
  'GET /listOrders': to(() => '/orders'),
  'GET /order/byUser/:id': to(({ params }) => `/users/${idOr0(params.id)}/orders`),
  'POST /addOrder': to(() => '/orders'),
  'GET /order_status/:id': gone('Read /orders/{id}: it has the status.'),
  'GET /deleteOrder': gone('Send DELETE to /orders/{id}.'),
  'POST /order/:id/cancel': gone('Send PUT to /orders/{id}/cancellation.'),
};
