import express from 'express';
import { find, ways } from './articles.js';
import { race } from './race.js';

const app = express();
const port = process.env.PORT ?? 3000;
app.use(express.json());
const tag = (version) => `"${version}"`;

app.param('way', (req, res, next, way) => {
  if (Object.hasOwn(ways, way)) return next();
  res.status(404).json({ ways: Object.keys(ways) });
});
app.param('id', (req, res, next, id) => {
  req.article = /^\d{1,9}$/.test(id) ? find(Number(id)) : undefined;
  if (req.article) return next();
  res.status(404).json({ error: 'no such article' });
});

app
  .route('/:way/articles/:id')
  .get((req, res) => {
    const { id, text, version } = req.article;
    res.set({ ETag: tag(version), 'Cache-Control': 'no-cache' }).json({ id, text });
  })

  .put(async (req, res) => {
    const { text } = req.body ?? {};
    if (typeof text !== 'string' || text.length > 200) {
      return res.status(422).json({ error: 'text has 200 characters at most' });
    }
    // One tag, of what was read: "*" would be true of any version.
    const [, condition] = /^((?:W\/)?"[^",]*")$/.exec(req.get('If-Match') ?? '') ?? [];
    if (!condition) {
      return res.status(428).json({ error: 'say what you have read: If-Match' });
    }
    // A weak tag, or "01", is none of ours.
    const [, version] = /^"([1-9]\d{0,14})"$/.exec(condition) ?? [];
    const saved = version
      && await ways[req.params.way](req.article.id, text, Number(version));
    if (!saved) {
      res.set('ETag', tag(find(req.article.id).version));
      return res.status(412).json({ error: 'it has changed: read, merge, save again' });
    }
    res.set('ETag', tag(saved)).json({ id: req.article.id, text });
  });

app.post('/races/:way', async (req, res) => res.json(await race(port, req.params.way)));

app.use((error, req, res, next) => {
  if (!(error.status < 500)) return next(error);
  res.status(error.status).json({ error: error.message });
});

app.listen(port, (error) => {
  if (error) throw error;
  console.log(`Listening on http://localhost:${port}`);
});
