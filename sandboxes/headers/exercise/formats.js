// Broken on purpose: a value can be more than a value to whoever reads the XML.

export const json = (rows) => JSON.stringify(rows);

const field = (value) => {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const csv = (rows) =>
  [['sku', 'name', 'price'], ...rows.map(({ sku, name, price }) => [sku, name, price])]
    .map((row) => `${row.map(field).join(',')}\r\n`)
    .join('');

export const xml = (rows) => {
  const products = rows.map(
    ({ sku, name, price }) =>
      `  <product sku="${sku}"><name>${name}</name><price>${price}</price></product>\n`,
  );
  return `<products>\n${products.join('')}</products>\n`;
};
