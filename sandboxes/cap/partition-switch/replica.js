import express from 'express';
import { Modes } from './modes.js';
import { Peer } from './peer.js';

const ports = { left: 3001, right: 3002 };
const name = process.argv[2] === 'right' ? 'right' : 'left';
const other = ports[name === 'left' ? 'right' : 'left'];
let peer = new Peer(other);
let modes = new Modes(name, peer);

const app = express();
app.use(express.json({ limit: '1kb' }));

const refuse = (status, message) => Object.assign(new Error(message), { status });
const isPrice = (price) => Number.isInteger(price) && price >= 0 && price < 1e6;

// For clients.
const modeOf = ({ query }) => {
  if (query.mode === 'cp') return modes.cp;
  if (query.mode === 'ap') return modes.ap;
  throw refuse(422, 'mode is cp or ap');
};
app.get('/price', async (req, res) => {
  res.json({ price: await modeOf(req).read() });
});
app.put('/price', async (req, res) => {
  const mode = modeOf(req);
  if (!isPrice(req.body?.price)) throw refuse(422, 'price is a whole number');
  await mode.write(req.body.price);
  res.json({ price: req.body.price });
});

// For the other replica.
app.get('/entry', (req, res) => res.json(modes.mine));
app.put('/entry', (req, res) => {
  const { version, by, price } = req.body ?? {};
  if (!Number.isSafeInteger(version) || !Object.hasOwn(ports, by) || !isPrice(price))
    throw refuse(422, 'an entry has version, by and price');
  res.json(modes.keep({ version, by, price }));
});

// For experiments.
app.put('/wire', (req, res) => {
  peer.cut = req.body?.cut === true;
  res.json({ cut: peer.cut });
});
app.post('/reset', (req, res) => {
  peer.cut = true; // what is on its way goes nowhere
  modes.stop();
  peer = new Peer(other);
  modes = new Modes(name, peer);
  res.json(modes.mine);
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 500).json({ error: error.message });
});
app.listen(ports[name], (error) => {
  if (error) throw error;
});
