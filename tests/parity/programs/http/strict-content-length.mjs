import http from 'node:http';
import { once } from 'node:events';

const server = http.createServer((req, res) => {
  res.strictContentLength = true;
  res.setHeader('Content-Length', 5);
  try {
    if (req.url === '/long') res.write('too long');
    else res.end('abc');
  } catch (error) {
    console.log(error.name, error.code, error.message);
    res.destroy();
  }
});
await once(server.listen(0), 'listening');
const { port } = server.address();
for (const path of ['/long', '/short']) {
  const [error] = await once(http.get({ port, path }), 'error');
  console.log(path, error.code, error.message);
}
server.close();
