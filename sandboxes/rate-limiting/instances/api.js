import express from 'express';
import { limitAlone, limitTogether } from './limits.js';

const port = process.argv[2];
const two = { limit: 2, windowMs: 60_000 }; // two a minute, to be reached by hand
const app = express();

const answer = (req, res) => res.json({ servedBy: port });

app.get('/alone', limitAlone(two), answer);

// A catalog may be read once too often. A password may not be tried once too often.
const catalog = limitTogether({ key: 'catalog', ...two, whenDown: 'open' });
const login = limitTogether({ key: 'login', ...two, whenDown: 'closed' });
app.get('/catalog', catalog, answer);
app.post('/login', login, answer);

app.listen(port);
