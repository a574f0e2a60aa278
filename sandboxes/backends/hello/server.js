import express from 'express';

const app = express();
const greetings = { en: 'Hello', es: 'Hola', ja: 'こんにちは', sw: 'Habari' };
const guests = [];

app.use(express.json());

// The browser says which languages you read; the server picks one it speaks.
app.get('/', (req, res) => {
  const language = req.acceptsLanguages(Object.keys(greetings)) || 'en';
  res.vary('Accept-Language').type('text');
  res.send(`${greetings[language]}! This is Node ${process.version}.\n`);
});

app.get('/time', (req, res) => {
  res.json({ now: new Date().toISOString(), guests: guests.length });
});

app.post('/guests', (req, res) => {
  const name = req.body?.name;
  if (typeof name !== 'string' || name.trim() === '') {
    return res.status(422).json({ error: 'Send { "name": "…" } to sign the book.' });
  }
  guests.push(name.trim());
  console.log(`${name.trim()} signed the guest book`);
  res.status(201).json({ welcome: name.trim(), guest: guests.length });
});

const port = process.env.PORT ?? 3000;
app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
