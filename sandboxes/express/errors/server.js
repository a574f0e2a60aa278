// Broken on purpose: /half, /three and /forgotten, as is said at each.
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';

Error.stackTraceLimit = 1; // one line of a stack is enough here

const app = express();

async function findLamp() {
  await sleep(10);
  throw new Error('the database is gone');
}

app.get('/thrown', () => {
  throw new Error('the lamp is broken');
});

app.get('/rejected', async (req, res) => {
  res.json(await findLamp());
});

app.get('/callback', (req, res, next) => {
  setTimeout(() => next(new Error('the timer has bad news')), 10);
});

app.get('/status', (req, res, next) => {
  const error = new Error('this lamp was sold');
  next(Object.assign(error, { status: 410, expose: true }));
});

// Broken: the head and half of the body are out when it fails.
app.get('/half', async (req, res) => {
  res.type('text').write('The first half, ');
  await findLamp();
  res.end('the second half.');
});

// Broken: nobody waits for the promise, so nobody hears of its rejection.
app.get('/forgotten', (req, res) => {
  findLamp().then((lamp) => res.json(lamp));
});

// Broken: an error handler without its fourth parameter.
const three = express.Router();
three.get('/boom', () => {
  throw new Error('the lamp is broken');
});
three.use((error, req, res) => {
  res.status(500).json({ handledBy: 'three', error: error.message });
});
app.use('/three', three);

app.use((req, res) => {
  res.status(404).json({ error: 'there is nothing here' });
});

app.use((error, req, res, next) => {
  console.log(`${req.method} ${req.originalUrl}: ${error.message}`);
  if (res.headersSent) return next(error); // Express cuts the connection
  const status = error.status < 500 ? error.status : 500;
  const message = status < 500 ? error.message : 'something went wrong';
  res.status(status).json({ error: message });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
});
