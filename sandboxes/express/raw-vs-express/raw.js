import { createServer } from 'node:http';
import { add, find } from './products.js';

const LIMIT = 100 * 1024; // bytes of a body

function send(res, status, value, headers = {}) {
  const body = JSON.stringify(value);
  res.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  res.end(body);
}

const failure = (status, message) => Object.assign(new Error(message), { status });

async function readJson(req) {
  const chunks = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > LIMIT) throw failure(413, 'the body is too large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw failure(400, 'the body is no JSON');
  }
}

async function handle(req, res) {
  const [path] = req.url.split('?');
  const id = /^\/products\/([^/]+)$/.exec(path)?.[1];

  if (req.method === 'GET' && path === '/') {
    res.setHeader('Content-Type', 'text/plain; charset=utf-8');
    return res.end('The lamp shop\n');
  }
  if (req.method === 'GET' && id !== undefined) {
    const product = find(id);
    if (!product) throw failure(404, 'no such product');
    return send(res, 200, product);
  }
  if (req.method === 'POST' && path === '/products') {
    const product = add(await readJson(req));
    return send(res, 201, product, { Location: `/products/${product.id}` });
  }
  throw failure(404, 'there is nothing here');
}

const server = createServer(async (req, res) => {
  try {
    await handle(req, res);
  } catch (error) {
    if (!error.status) console.error(error);
    const message = error.status ? error.message : 'something went wrong';
    send(res, error.status ?? 500, { error: message });
  }
});

server.listen(3001);
