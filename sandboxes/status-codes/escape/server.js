// Wrong on purpose: two of the five routes end the process.
import { readFile } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';

Error.stackTraceLimit = 1; // one line of a stack is enough for this log
const app = express();

async function save() {
  await sleep(10);
  throw new Error('the disk is full');
}

app.get('/thrown', () => {
  throw new Error('thrown at once');
});

// Express 5 hears of it: the handler's promise is rejected.
app.get('/awaited', async (req, res) => {
  await save();
  res.status(201).json({ saved: true });
});

app.get('/passed', (req, res, next) => {
  readFile('/no/such/file', (error, text) => {
    if (error) return next(error);
    res.send(text);
  });
});

// Wrong: nobody waits for save(), so this try has long been left when it fails.
app.get('/forgotten', async (req, res) => {
  try {
    save();
    res.status(201).json({ saved: true });
  } catch (error) {
    res.status(500).json({ error: error.message });
  }
});

// Wrong: the loop calls the callback, and above it there is nobody who catches.
app.get('/callback', (req, res) => {
  try {
    readFile('/no/such/file', (error, text) => {
      if (error) throw new Error('no such file');
      res.send(text);
    });
  } catch (error) {
    res.status(500).json({ error: error.message });
  }
});

app.use((error, req, res, next) => {
  if (res.headersSent) return next(error);
  res.status(500).json({ handled: error.message });
});

app.listen(process.env.PORT ?? 3000, (error) => {
  if (error) throw error;
});
