// Broken on purpose: what is logged is whatever came, so secrets come along.
export function logAll({ path, headers, body }) {
  const { authorization, cookie } = headers; // the others are left out for brevity
  console.log(path, JSON.stringify({ authorization, cookie }));
  console.log(path, JSON.stringify(body));
}

const visible = new Set(['status', 'customer', 'amount']);
const short = (value) => (typeof value === 'string' ? value.slice(0, 80) : value);
const isPlain = (value) => ['string', 'number', 'boolean'].includes(typeof value);

/** Logs what is named here. A new field is hidden until somebody says so. */
export function log(event, fields) {
  const shown = Object.entries(fields).map(([name, value]) => [
    name,
    visible.has(name) && isPlain(value) ? short(value) : '[hidden]',
  ]);
  // JSON makes a line break in a value two characters: no forged lines.
  console.log(JSON.stringify({ event, ...Object.fromEntries(shown) }));
}
