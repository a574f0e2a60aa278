// A version of the shop: node version.js <name> <port>. PUT /fault makes it fail.
import express from 'express';

const [name, port] = process.argv.slice(2);
let fails = 0; // every so many requests; 0: never
let count = 0;

const app = express();
app.get('/cart', (req, res) => {
  count += 1;
  if (fails > 0 && count % fails === 0) throw new Error('the fault');
  res.json({ version: name });
});
app.put('/fault/:every', (req, res) => {
  if (!/^\d{1,3}$/.test(req.params.every)) return res.status(422).end();
  fails = Number(req.params.every);
  res.json({ version: name, failsEvery: fails });
});
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});

app.listen(port, (error) => {
  if (error) throw error;
});
