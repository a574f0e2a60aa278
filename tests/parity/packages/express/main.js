// Bodies, static files, routers with parameters, views of errors: what every Express program does.
import express from 'express';

const app = express();
app.disable('x-powered-by');
app.use(express.json({ limit: 200 }));
app.use(express.urlencoded({ extended: true }));
app.use('/files', express.static('public', { index: 'start.html', maxAge: '1h' }));

const books = new Map([['1', { id: '1', title: 'Sicily' }]]);
const router = express.Router({ mergeParams: true });
router.param('id', (request, response, next, id) => {
  request.book = books.get(id);
  next(request.book ? undefined : Object.assign(new Error(`no book ${id}`), { status: 404 }));
});
router.get('/', (request, response) => response.json([...books.values()]));
router.route('/:id')
  .get((request, response) => response.json(request.book))
  .put((request, response) => {
    Object.assign(request.book, request.body);
    response.status(200).json(request.book);
  })
  .delete((request, response) => {
    books.delete(request.params.id);
    response.sendStatus(204);
  });
router.post('/', (request, response) => {
  const book = { id: String(books.size + 1), ...request.body };
  books.set(book.id, book);
  response.location(`${request.baseUrl}/${book.id}`).status(201).json(book);
});
app.use('/shops/:shop/books', router);
app.post('/form', (request, response) => response.send(request.body));
app.get('/async', async () => {
  await null;
  throw new Error('from an async handler');
});
app.get('/negotiate', (request, response) => response.format({
  text: () => response.send('text'),
  json: () => response.send({ json: true }),
}));
app.get('/download', (request, response) => response.download('public/start.html', 'page.html'));
app.get('/away', (request, response) => response.redirect(303, '/files/'));
app.use((request, response) => response.status(404).type('txt').send(`nothing at ${request.originalUrl}\n`));
app.use((error, request, response, next) => {
  if (response.headersSent) return next(error);
  response.status(error.status ?? 500).json({ error: error.message, type: error.type });
});

const server = app.listen(0, async () => {
  const base = `http://localhost:${server.address().port}`;
  const show = async (path, { headers = {}, ...options } = {}) => {
    const response = await fetch(base + path, { redirect: 'manual', ...options, headers: { connection: 'close', ...headers } });
    const shown = ['content-type', 'content-length', 'location', 'etag', 'cache-control', 'content-range', 'content-disposition', 'vary', 'allow'];
    console.log(options.method ?? 'GET', path, response.status, await response.text());
    console.log(Object.fromEntries(shown.filter((name) => response.headers.has(name) && !(path.startsWith('/files') && name === 'etag')).map((name) => [name, response.headers.get(name)])));
  };
  const json = { 'content-type': 'application/json' };
  await show('/shops/7/books');
  await show('/shops/7/books', { method: 'POST', headers: json, body: '{"title":"Ürümqi"}' });
  await show('/shops/7/books/2', { method: 'PUT', headers: json, body: '{"year":1999}' });
  await show('/shops/7/books/9');
  await show('/shops/7/books/2', { method: 'DELETE' });
  await show('/shops/7/books', { method: 'POST', headers: json, body: '{"title":' });
  await show('/shops/7/books', { method: 'POST', headers: json, body: JSON.stringify({ title: 'x'.repeat(300) }) });
  await show('/form', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a[b]=1&a[c][]=2&a[c][]=3&d=%C3%BC+x' });
  await show('/form', { method: 'POST', headers: { 'content-type': 'application/json; charset=latin1' }, body: '{}' });
  await show('/files/');
  await show('/files/start.html', { headers: { range: 'bytes=0-8' } });
  await show('/files/../main.js');
  await show('/files/none.html');
  await show('/async');
  await show('/negotiate', { headers: { accept: 'application/json' } });
  await show('/negotiate', { headers: { accept: 'image/png' } });
  await show('/download');
  await show('/away');
  await show('/shops/7/books', { method: 'OPTIONS' });
  server.close();
});
