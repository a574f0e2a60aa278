// Sends the same requests to both servers and shows the answers side by side.
import { createServer } from 'node:http';

const json = { 'Content-Type': 'application/json' };
const lamp = '{"name":"Shade","cents":900}';
const requests = [
  ['GET', '/'],
  ['GET', '/products/1'],
  ['GET', '/products/9'],
  ['POST', '/products', json, lamp],
  ['POST', '/products', json, '{"name":'],
  ['POST', '/products', { 'Content-Type': 'text/plain' }, lamp],
  ['HEAD', '/products/1'],
  ['OPTIONS', '/products/1'],
  ['GET', '/products/1/'],
  ['GET', '/PRODUCTS/1'],
  ['GET', '/products/%31'],
  ['GET', '/products/%3'],
];
const servers = ['http://localhost:3001', 'http://localhost:3002'];

async function answer(server, [method, path, headers, body]) {
  const signal = AbortSignal.timeout(5000);
  const init = { method, headers: { ...headers, connection: 'close' }, body, signal };
  const response = await fetch(server + path, init);
  await response.arrayBuffer();
  return response;
}

const shown = ([method, path, headers]) =>
  `${method} ${path}${headers && headers !== json ? ', as text' : ''}`;

async function compare() {
  const rows = ['request'.padEnd(24) + 'node:http  Express'];
  for (const request of requests) {
    const statuses = [];
    for (const server of servers) {
      statuses.push((await answer(server, request)).status);
    }
    const mark = statuses[0] === statuses[1] ? '' : '   differs';
    rows.push(shown(request).padEnd(24) + statuses.join('        ') + mark);
  }
  return rows.join('\n');
}

async function headers() {
  const parts = [];
  for (const server of servers) {
    const response = await answer(server, ['GET', '/products/1']);
    const own = [...response.headers].filter(([name]) => !/^(date|connection)$/.test(name));
    parts.push([server, ...own.map((header) => header.join(': '))].join('\n'));
  }
  return parts.join('\n\n');
}

const pages = new Map([['/compare', compare], ['/headers', headers]]);

createServer(async (req, res) => {
  try {
    const text = await pages.get(req.url)?.();
    res.statusCode = text === undefined ? 404 : 200;
    res.setHeader('Content-Type', 'text/plain; charset=utf-8');
    res.end(`${text ?? 'GET /compare or /headers'}\n`);
  } catch (error) {
    res.statusCode = 502;
    res.end(`${error.message}\n`);
  }
}).listen(process.env.PORT ?? 3000);
