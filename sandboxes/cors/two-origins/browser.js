// A browser for this chapter. You sit in front of it: /console?page=… opens the page
// and runs the body of your request there, as the console of a browser would.
import express from 'express';
import { send } from './network.js';
import { Sequence } from './sequence.js';
import { started } from './started.js';
import { Tab } from './tab.js';

const app = express();
// What a script is compiled by: it may await, and has fetch, as scripts of pages have.
const AsyncFunction = (async () => {}).constructor;

app.post('/console', express.text({ type: '*/*' }), async (req, res) => {
  const script = req.body;
  if (!URL.canParse(req.query.page) || !script) {
    return res.status(400).type('text').send('page=…, and a script in the body\n');
  }
  const page = new URL(req.query.page);
  await send(page, {});

  const sequence = new Sequence();
  const tab = new Tab(page, sequence);
  let outcome;
  try {
    const value = await new AsyncFunction('fetch', script)(tab.fetch);
    outcome = JSON.stringify(value) ?? 'an answer';
  } catch (error) {
    outcome = String(error);
  }
  res.type('text').send(`${sequence}\n\nthe page has: ${outcome}\n`);
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(error.status ?? 502).type('text').send(`${error.message}\n`);
});

await started(3001, 3002, 3003);
app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
