import express from 'express';
import { elsewhere } from './elsewhere.js';
import { gateway } from './gateway.js';
import { matrix } from './matrix.js';
import { parcels } from './parcels.js';

const app = express();
const port = process.env.PORT ?? 3000;
const base = `http://localhost:${port}`; // where it sends requests to itself

app.get('/terms', (req, res) => {
  const link = '</print.css>; rel=preload; as=style';
  if (req.httpVersion !== '1.0') res.writeEarlyHints({ link }); // 103
  // Answers Range with 206 and If-None-Match with 304.
  res.set('ETag', '"1"');
  res.sendFile('terms.txt', { root: import.meta.dirname, lastModified: false });
});
app.use('/parcels', parcels);
app.use(elsewhere(base));
app.use('/carrier', gateway);
app.post('/matrix', matrix(base));

app.get('/bug', (req, res) => {
  let price; // stands for any fault of ours
  res.json(price.cents);
});

app.use((req, res) => res.status(404).json({ error: 'no such resource' }));

// What express.json() refuses is the client's: 400, 413, 415. So is a broken % in a path.
app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  if (error.expose || error instanceof URIError) {
    const broken = error.type === 'entity.parse.failed';
    return res.status(error.status).json({ error: broken ? 'not JSON' : error.message });
  }
  console.error(error.message);
  res.status(500).json({ error: 'our fault' });
});

const server = app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on ${base}`);
});

server.on('upgrade', (req, socket) => {
  socket.on('error', () => socket.destroy());
  if (req.headers.upgrade !== 'news') {
    return socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  }
  socket.end(
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: news\r\n\r\n'
      + 'from here on it is not HTTP\n',
  );
});
