// Broken on purpose, four times: Accept is searched for words, no answer says Vary,
// values go into the XML as they are, and Spanish readers get other keys.
import { priceList } from './prices.js';

export function taughtPrices(req, res) {
  const accept = req.headers.accept;
  const spanish = req.headers['accept-language'] === 'es';
  const rows = priceList(spanish ? 'es' : 'en');

  if (accept.includes('application/json')) {
    if (!spanish) return res.json(rows);
    const spanishRow = ({ sku, name, price }) => ({ sku, nombre: name, precio: price });
    res.json(rows.map(spanishRow));
  } else if (accept.includes('application/xml')) {
    const products = rows.map(
      ({ sku, name, price }) =>
        `  <product sku="${sku}"><name>${name}</name>`
        + `<price>${price}</price></product>\n`,
    );
    res.type('application/xml').send(`<prices>\n${products.join('')}</prices>\n`);
  } else {
    res.status(406).json({ error: 'Not Acceptable' });
  }
}
