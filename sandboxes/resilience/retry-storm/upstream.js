// The upstream of one click: it only fails, and counts who has asked.
import express from 'express';

let calls = 0;
const app = express();
app.get('/', (req, res) => {
  calls += 1;
  res.sendStatus(503);
});
app.get('/calls', (req, res) => res.json({ calls }));
app.listen(4003, (error) => {
  if (error) throw error;
});
