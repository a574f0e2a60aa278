import http from 'node:http';
import { once } from 'node:events';

const server = http.createServer((req, res) => {
  res.writeEarlyHints({ link: ['</style.css>; rel=preload; as=style', '</app.js>; rel=preload; as=script'], 'x-trace': 'id' }, () => console.log('hints written'));
  res.writeProcessing();
  res.end('page');
});
await once(server.listen(0), 'listening');
const req = http.get({ port: server.address().port });
req.on('information', (info) => console.log(info.statusCode, info.statusMessage, info.headers, info.rawHeaders, info.httpVersion));
const [res] = await once(req, 'response');
for await (const part of res) console.log(res.statusCode, String(part));
server.close();
