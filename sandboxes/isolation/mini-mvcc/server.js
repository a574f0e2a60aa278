import express from 'express';
import { matrix, note, outcome } from './matrix.js';
import { anomalies, others } from './schedules.js';
import { Stepper } from './stepper.js';
import { levels } from './store.js';

const app = express();
app.use(express.json());
const schedules = { ...anomalies, ...others };
let current = new Stepper('dirty read', anomalies['dirty read'], 'read committed');

// One request at a time: they share the two transactions.
let queue = Promise.resolve();
const next = (step) => {
  const result = queue.then(step);
  queue = result.catch(() => {});
  return result;
};

/** What has been said, and which versions there are. */
function picture({ name, level, printed, left, store }) {
  const said = printed.map(({ who, plain, answer }) =>
    `${who}  ${plain.padEnd(22)}${answer}`);
  const kept = store.versions.map(({ key, value, xmin, xmax }) =>
    `${key.padEnd(8)}${String(value).padEnd(9)}${xmin.padEnd(9)}${xmax ?? ''}`.trimEnd());
  const title = `${name}, at ${level}`;
  const end = left.length === 0 ? [`Did it happen? ${outcome(current)}`] : [];
  const head = 'row     value    made by  replaced by';
  return `${[title, ...said, ...end, '', head, ...kept].join('\n')}\n`;
}

app.param('name', (req, res, go, value) => {
  req.schedule = value.replaceAll('-', ' ').replace('non ', 'non-');
  if (Object.hasOwn(schedules, req.schedule)) return go();
  res.status(404).json({ schedules: Object.keys(schedules) });
});
app.param('level', (req, res, go, value) => {
  req.level = value.replaceAll('-', ' ');
  if (levels.includes(req.level)) return go();
  res.status(404).json({ levels });
});

const begin = (name, level) => (current = new Stepper(name, schedules[name], level));
async function playAll(name, level) {
  begin(name, level);
  while (await current.step());
  note(current);
}

app.post('/begin/:name/:level', (req, res) => next(() => {
  res.type('text').send(picture(begin(req.schedule, req.level)));
}));
app.post('/step', (req, res) => next(async () => {
  await current.step();
  note(current);
  res.type('text').send(picture(current));
}));
app.post('/runs/:name/:level', (req, res) => next(async () => {
  await playAll(req.schedule, req.level);
  res.type('text').send(picture(current));
}));

// A statement of your own, in one of the two transactions.
const language = new RegExp('^(commit|rollback|(read|count|lock) \\S{1,12}'
  + '|write( \\S{1,12}){2}|add \\S{1,12} -?\\d{1,9})$');
app.post('/statements', (req, res) => next(async () => {
  const { who, statement } = req.body ?? {};
  const isOne = typeof statement === 'string' && language.test(statement);
  if (!['A', 'B'].includes(who) || !isOne) {
    return res.status(422).json({ error: 'who is A or B, statement is "read ada"' });
  }
  if (current.printed.length > 200 || current.sessions[who].waitsFor) {
    return res.status(409).json({ error: 'it waits, or there were 200: begin again' });
  }
  current.isOwn = true;
  await current.send(who, statement);
  res.type('text').send(picture(current));
}));

app.get('/matrix', (req, res) => res.type('text').send(matrix()));
app.post('/matrix', (req, res) => next(async () => {
  for (const name of Object.keys(anomalies)) {
    for (const level of levels) await playAll(name, level);
  }
  res.type('text').send(matrix());
}));

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
