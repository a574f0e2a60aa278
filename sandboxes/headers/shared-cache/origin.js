import express from 'express';

const app = express();

const types = ['application/json', 'text/csv'];
const prices = [{ sku: 'L1', price: 19.99 }];
const csv = (rows) => rows.map(({ sku, price }) => `${sku},${price}\r\n`).join('');

function sendPrices(req, res) {
  const type = req.accepts(types);
  if (!type) return res.status(406).json({ available: types });
  res.set('Cache-Control', 'max-age=60').type(type);
  res.send(type === 'text/csv' ? csv(prices) : JSON.stringify(prices));
}

// Broken on purpose: it is chosen by Accept, and does not say so.
app.get('/without-vary/prices', sendPrices);

app.get('/prices', (req, res) => {
  res.vary('Accept'); // on every answer of this address, the 406 as well
  sendPrices(req, res);
});

// A session id is long and random. Here it is a name, so that you can follow it.
const accounts = new Map([
  ['ann', { name: 'Ann', balance: 900 }],
  ['bob', { name: 'Bob', balance: 20 }],
]);

const sendAccount = (control) => (req, res) => {
  res.set('Cache-Control', control);
  const [, session] = /(?:^|; )session=(\w+)/.exec(req.get('Cookie') ?? '') ?? [];
  const account = accounts.get(session);
  if (!account) return res.status(403).json({ error: 'Log in first' });
  res.json(account);
};

// Broken on purpose: what was meant for the price list is set for everything.
app.get('/max-age/me', sendAccount('max-age=60'));
app.get('/no-cache/me', sendAccount('no-cache'));
app.get('/me', sendAccount('no-store'));

app.listen(3001, (error) => {
  if (error) throw error;
});
