// For this machine only: no password, since it listens on loopback. Leave it as it is.
import express from 'express';

const app = express();
app.get('/', (req, res) => res.json({ role: 'deploy', key: 'made-up-key-0042' }));

app.listen(3001, (error) => {
  if (error) throw error;
});
