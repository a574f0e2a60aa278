// The partner's machine, far away. Its owner may be an attacker, too.
import express from 'express';

const app = express();
app.get('/', (req, res) => res.type('text').send('A page'));
app.get('/moved', (req, res) => res.redirect('http://127.0.0.1:3001/'));

app.listen(3002, (error) => {
  if (error) throw error;
});
