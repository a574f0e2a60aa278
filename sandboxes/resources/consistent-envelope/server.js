import express from 'express';
import { Problem, problems, requestId } from './reply.js';
import { report } from './report.js';
import { teamA, teamB } from './teams.js';
import { unified } from './unified.js';

const app = express();
app.set('json spaces', 1);

app.use('/a', teamA);
app.use('/b', teamB);

const port = process.env.PORT ?? 3000;
const base = `http://localhost:${port}`;
app.get('/report', async (req, res) => {
  const teams = ['/a/users', '/b/orders'];
  const v1 = ['/v1/users', '/v1/orders'];
  res.type('text').send(await report(base, req.query.of === 'v1' ? v1 : teams));
});

app.use(requestId);
app.use('/v1', unified);
app.use(() => {
  throw new Problem(404, 'not-found', 'There is nothing here');
});
app.use(problems);

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on ${base}`);
});
