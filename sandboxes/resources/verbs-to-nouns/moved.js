const gone = (detail) => ({ status: 410, detail });
const to = (where) => ({ status: 308, where });

/** Where the old addresses have gone. 308 keeps method and body: both must fit. */
export const moved = {
  'GET /getUsers': to(() => '/users'),
  'GET /getUser': to(({ query }) => `/users/${encodeURIComponent(query.id ?? 0)}`),
  'GET /listOrders': to(() => '/orders'),
  'GET /order/byUser/:id': to(
    ({ params }) => `/users/${encodeURIComponent(params.id)}/orders`,
  ),
  'POST /addOrder': to(() => '/orders'),
  'GET /order_status/:id': gone('Read /orders/{id}: it has the status.'),
  'GET /deleteOrder': gone('Send DELETE to /orders/{id}.'),
  'POST /order/:id/cancel': gone('Send PUT to /orders/{id}/cancellation.'),
};
