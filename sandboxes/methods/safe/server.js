import express from 'express';
import { followEveryLink } from './link-checker.js';

const app = express();
const port = process.env.PORT ?? 3000;
const notes = new Map([
  ['1', 'Renew the domain'],
  ['2', 'Call the bank'],
  ['3', 'Water the plants'],
]);

app.get('/notes', (req, res) => {
  const items = [...notes].map(
    ([id, text]) => `<li>${text} <a href="/notes/${id}/delete">delete</a></li>`,
  );
  res.send(`<ul>\n${items.join('\n')}\n</ul>\n`);
});

// A question too long for a URL: the body says what to look for (RFC 10008).
app.query('/notes', express.text(), (req, res) => {
  if (typeof req.body !== 'string') return res.status(415).end();
  const word = req.body.trim().toLowerCase();
  res.json([...notes.values()].filter((text) => text.toLowerCase().includes(word)));
});

// Broken on purpose: GET promises that nothing is asked to change.
app.get('/notes/:id/delete', (req, res) => {
  notes.delete(req.params.id);
  console.log(`deleted ${req.params.id} because of a ${req.method}`);
  res.redirect(303, '/notes');
});

const allowed = 'GET, HEAD, DELETE, OPTIONS';

app
  .route('/notes/:id')
  .get((req, res) => {
    const text = notes.get(req.params.id);
    if (text === undefined) return res.status(404).send('No such note\n');
    res.type('text').send(`${text}\n`); // Express answers HEAD from here as well
  })
  .delete((req, res) => {
    res.status(notes.delete(req.params.id) ? 204 : 404).end();
  })
  .options((req, res) => {
    res.set('Allow', allowed).status(204).end();
  })
  .all((req, res) => {
    // Without this, Express answers 404 to a method it has no handler for.
    res.status(405).set('Allow', allowed).type('text');
    res.send(`${req.method} is not allowed here\n`);
  });

app.post('/check-links', followEveryLink(`http://localhost:${port}`, '/notes'));

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
