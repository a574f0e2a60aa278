// static, sendFile, download: over files written by the program itself.
import express from 'express';
import { once } from 'node:events';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, 'public');
mkdirSync(join(root, 'sub'), { recursive: true });
for (const [name, text] of [['index.html', '<h1>home</h1>'], ['data.json', '{"a":1}'], ['sub/index.html', 'sub'], ['.hidden', 'secret'], ['long.txt', '0123456789'.repeat(10)], ['no-extension', 'x']]) {
  writeFileSync(join(root, name), text);
  utimesSync(join(root, name), 1_768_467_600, 1_768_467_600);
}
const app = express();
app.use('/files', express.static(root, { maxAge: '1h', extensions: ['html', 'json'] }));
app.get('/send', (req, res) => res.sendFile('long.txt', { root }));
app.get('/missing', (req, res) => res.sendFile('missing.txt', { root }, (error) => res.status(error.statusCode).send(`${error.name} ${error.code}`)));
app.get('/relative', (req, res) => res.sendFile('long.txt'));
app.get('/download', (req, res) => res.download(join(root, 'data.json'), 'naïve "name".json'));
app.use((error, req, res, next) => res.status(500).send(error.message));
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
const base = `http://127.0.0.1:${server.address().port}`;
const get = async (path, headers = {}, method = 'GET') => {
  const response = await fetch(base + path, { headers, method, redirect: 'manual' });
  const text = await response.text();
  console.log(method, path, JSON.stringify(headers), response.status, JSON.stringify(text.includes('<pre>') ? text.match(/<pre>(.*?)(?:<|$)/)[1] : text).slice(0, 120));
  console.log('  ', [...response.headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'x-powered-by'].includes(name)).join(' '));
};
for (const path of ['/files/', '/files', '/files/data', '/files/data.json', '/files/sub', '/files/sub/', '/files/.hidden', '/files/none', '/files/no-extension', '/files/..%2fmain.js', '/files/%00']) await get(path);
await get('/files/long.txt', { Range: 'bytes=0-9' });
await get('/files/long.txt', { Range: 'bytes=-5' });
await get('/files/long.txt', { Range: 'bytes=95-' });
await get('/files/long.txt', { Range: 'bytes=200-' });
await get('/files/long.txt', { Range: 'bytes=0-1,4-5' });
await get('/files/long.txt', {}, 'HEAD');
await get('/files/long.txt', {}, 'POST');
await get('/files/long.txt', { 'If-Modified-Since': 'Thu, 15 Jan 2026 09:00:00 GMT' });
for (const path of ['/send', '/missing', '/relative', '/download']) await get(path);
server.close();
server.closeAllConnections();
