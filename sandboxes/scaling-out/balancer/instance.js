// An instance with one lane: a request takes its time, and those after it wait.
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';

const [name, port, ms] = process.argv.slice(2);
let lane = Promise.resolve();

const app = express();
app.get('/{*path}', async (req, res) => {
  lane = lane.then(() => sleep(Number(ms)));
  await lane;
  res.json({ instance: name });
});

app.listen(process.env.PORT ?? port, (error) => {
  if (error) throw error;
});
