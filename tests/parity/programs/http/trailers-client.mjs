import http from 'node:http';
import { once } from 'node:events';

const server = http.createServer((req, res) => {
  req.resume();
  req.on('end', () => {
    res.writeHead(200, { Trailer: 'Content-MD5, X-Done' });
    res.write('body');
    res.addTrailers([['Content-MD5', 'abc'], ['X-Done', req.trailers['x-sent'] ?? 'no']]);
    res.end();
  });
});
await once(server.listen(0), 'listening');
const req = http.request({ port: server.address().port, method: 'POST', headers: { 'Transfer-Encoding': 'chunked', Trailer: 'X-Sent' } });
req.write('data');
req.addTrailers({ 'X-Sent': 'after' });
req.end();
const [res] = await once(req, 'response');
console.log(res.headers.trailer, res.trailers, res.complete);
res.resume();
await once(res, 'end');
console.log(res.trailers, res.rawTrailers, res.trailersDistinct, res.complete);
try {
  req.addTrailers({ 'bad name': 'x' });
} catch (error) {
  console.log(error.code, error.message);
}
server.close();
