const ann = { Authorization: 'Bearer demo-ann' };
const as = (headers) => ({ headers: { ...ann, ...headers } });
const send = (body, headers) => ({
  headers: { ...ann, 'Content-Type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const csv = { 'Content-Type': 'text/csv' };

// Code, request, and the header that the code must or should come with. {new} is the
// address of the parcel created last.
export const rows = [
  [100, 'POST /parcels', { ...send({ grams: 1 }), expect: true }],
  [101, 'GET /news', { upgrade: 'news', show: 'upgrade' }],
  [103, 'GET /terms', { show: 'link' }],
  [200, 'GET /parcels/1', as()],
  [201, 'POST /parcels', { ...send({ grams: 300 }), show: 'location' }],
  [202, 'POST /parcels/1/label', { ...as(), show: 'location' }],
  [204, 'DELETE {new}', as({ 'If-Match': '"1"' })],
  [206, 'GET /terms', { ...as({ Range: 'bytes=0-7' }), show: 'content-range' }],
  [301, 'GET /moved/301', { show: 'location' }],
  [302, 'GET /moved/302', { show: 'location' }],
  [303, 'POST /moved/303', { show: 'location' }],
  [304, 'GET /terms', as({ 'If-None-Match': '"1"' })],
  [307, 'POST /moved/307', { show: 'location' }],
  [308, 'POST /moved/308', { show: 'location' }],
  [400, 'POST /parcels', send('{ "grams": 300')],
  [401, 'GET /parcels/1', { show: 'www-authenticate' }],
  [403, 'GET /parcels/report', as()],
  [404, 'GET /parcels/99', as()],
  [404, 'GET /parcels/3', as()],
  [405, 'PATCH /parcels/1', { ...as(), show: 'allow' }],
  [406, 'GET /parcels/1', as({ Accept: 'text/csv' })],
  [409, 'DELETE /parcels/2', as({ 'If-Match': '"1"' })],
  [410, 'GET /v0/parcels', {}],
  [412, 'PUT /parcels/1', send({ grams: 9 }, { 'If-Match': '"0"' })],
  [413, 'POST /parcels', send({ grams: 1, note: 'x'.repeat(1024) })],
  [415, 'POST /parcels', { ...send('300', csv), show: 'accept' }],
  [422, 'POST /parcels', send({ grams: -5 })],
  [428, 'PUT /parcels/1', send({ grams: 9 })],
  [429, 'GET /parcels/quote', { ...as(), times: 3, show: 'retry-after' }],
  [500, 'GET /bug', {}],
  [502, 'GET /carrier/garbled', {}],
  [503, 'GET /night-shift', { show: 'retry-after' }],
  [504, 'GET /carrier/slow', {}],
];
