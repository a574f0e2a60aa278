import express from 'express';
import { refill, send } from './databases.js';
import * as scripts from './scripts.js';

const app = express();

// Nothing is awaited while a script runs, so two requests do not mix.
app.post('/scripts/:name', (req, res) => {
  const { name } = req.params;
  if (!Object.hasOwn(scripts, name)) {
    return res.status(404).json({ scripts: Object.keys(scripts) });
  }
  refill();
  const width = Math.max(...scripts[name].map(([, sql]) => sql.length)) + 2;
  const line = (who, sql, journal, log) =>
    `${who.padEnd(3)}${sql.padEnd(width)}${journal.padEnd(28)}${log}`;
  const lines = scripts[name].map(([who, sql]) =>
    line(who, sql, send('journal', who, sql), send('log', who, sql)));
  res.type('text').send(`${[line('', '', 'journal', 'log'), ...lines].join('\n')}\n`);
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
