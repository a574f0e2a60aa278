// Broken on purpose: nine changes of the provider, of which nobody is told. Its own
// tests were changed with it, and are green; the document was not changed.

/** Changes each order of an answer, in a list or alone. */
const each = (edit) => ({ status, body }) => {
  if (body.data) body.data.forEach(edit);
  else if (status === 200) edit(body);
  return { status, body };
};
const list = (edit) => ({ status, body }) =>
  body.data ? { status, body: { data: edit(body.data) } } : { status, body };

export const changes = [
  { name: 'total is text', change: each((order) => { order.total += ''; }) },
  { name: 'total is in euros', change: each((order) => { order.total /= 100; }) },
  { name: 'paid is settled', change: each((order) => {
    if (order.status === 'paid') order.status = 'settled';
  }) },
  { name: 'note is gone', change: each((order) => { delete order.note; }) },
  { name: 'phone is gone', change: each((order) => { delete order.phone; }) },
  { name: 'currency is new', change: each((order) => { order.currency = 'EUR'; }) },
  { name: '404 is 200, null', change: (answer) =>
    (answer.status === 404 ? { status: 200, body: null } : answer) },
  { name: 'oldest first', change: list((orders) => orders.toReversed()) },
  { name: '10 per list', change: list((orders) => orders.slice(0, 10)) },
];
