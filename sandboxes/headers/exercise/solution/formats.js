export const json = (rows) => JSON.stringify(rows);

const field = (value) => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const csv = (rows) =>
  [['sku', 'name', 'price'], ...rows.map(({ sku, name, price }) => [sku, name, price])]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (value) => String(value).replace(/[&<>"]/g, (char) => entities[char]);

export const xml = (rows) => {
  const products = rows.map(
    ({ sku, name, price }) =>
      `  <product sku="${escape(sku)}"><name>${escape(name)}</name>`
      + `<price>${escape(price)}</price></product>\n`,
  );
  return `<products>\n${products.join('')}</products>\n`;
};
