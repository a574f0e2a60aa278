const names = (value) => `{ ${Object.keys(value).join(', ')} }`;
const style = (row) => {
  const camel = Object.keys(row).some((name) => /[A-Z]/.test(name));
  const snake = Object.keys(row).some((name) => name.includes('_'));
  return camel && snake ? 'both' : camel ? 'camelCase' : 'snake_case';
};
const asDate = (value) => {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return 'Invalid Date';
  return date.toISOString().slice(0, 10);
};

/** Sends one request and says in a few words what came. */
async function describe(url, options) {
  const response = await fetch(url, options);
  const text = await response.text();
  if (text === '') return `${response.status}, empty`;
  const value = JSON.parse(text);
  return `${response.status} ${value === null ? 'null' : names(value)}`;
}

const headers = { 'Content-Type': 'application/json' };
const body = '{ "amount": 4999, "currency": "usd" }';
const wrong = { method: 'POST', headers, body };

/** What a client meets at one collection. It has learned `created_at` from orders. */
async function visit(url) {
  const body = await (await fetch(url)).json();
  const rows = Array.isArray(body) ? body : (body.data ?? body.orders);
  return {
    'a list': Array.isArray(body) ? 'an array' : names(body),
    names: style(rows[0]),
    'new Date(row.created_at)': asDate(rows[0].created_at),
    'one that is not there': await describe(`${url}/0`),
    'a wrong one': await describe(url, wrong),
  };
}

export async function report(base, paths) {
  const lines = [];
  for (const path of paths) {
    lines.push(path);
    for (const [what, seen] of Object.entries(await visit(base + path))) {
      lines.push(`  ${what.padEnd(25)} ${seen}`);
    }
  }
  return lines.join('\n');
}
