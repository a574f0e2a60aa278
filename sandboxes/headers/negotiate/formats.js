// RFC 4180: what has a comma, a quote or a line break is quoted, quotes doubled.
const field = (value) => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (value) => String(value).replace(/[&<>"]/g, (char) => entities[char]);

const csv = (rows) =>
  [['sku', 'name', 'price'], ...rows.map(({ sku, name, price }) => [sku, name, price])]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');

const xml = (rows) => {
  const products = rows.map(
    ({ sku, name, price }) =>
      `  <product sku="${escape(sku)}"><name>${escape(name)}</name>`
      + `<price>${escape(price)}</price></product>\n`,
  );
  return `<prices>\n${products.join('')}</prices>\n`;
};

/** Media type → writer, in our order: without a preference it is the first. */
export const formats = {
  'application/json': (rows) => JSON.stringify(rows),
  'text/csv': csv,
  'application/xml': xml,
};
