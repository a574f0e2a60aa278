// Errors of the header functions, word for word.
import http from 'node:http';
import { once } from 'node:events';

const attempt = (name, action) => {
  try {
    console.log(name, 'ok', action());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
const server = http.createServer((req, res) => {
  attempt('bad name', () => res.setHeader('bad name', 'x'));
  attempt('undefined', () => res.setHeader('x', undefined));
  attempt('newline', () => res.setHeader('x', 'a\r\nb'));
  attempt('unicode', () => res.setHeader('x', '€'));
  attempt('latin1', () => res.setHeader('x', 'é').getHeader('x'));
  attempt('number', () => res.setHeader('n', 5).getHeader('n'));
  attempt('symbol', () => res.setHeader(Symbol('s'), 'x'));
  attempt('empty name', () => res.setHeader('', 'x'));
  attempt('status', () => res.writeHead(99));
  attempt('status text', () => res.writeHead('abc'));
  attempt('message', () => res.writeHead(200, 'O\nK'));
  attempt('append', () => res.appendHeader('a', '1').appendHeader('a', ['2', '3']).getHeader('a'));
  attempt('names', () => [res.getHeaderNames(), res.getRawHeaderNames(), res.hasHeader('A'), res.getHeaders()]);
  attempt('remove', () => (res.removeHeader('A'), res.hasHeader('a')));
  attempt('setHeaders', () => res.setHeaders(new Map([['m', '1']])).getHeader('M'));
  attempt('setHeaders object', () => res.setHeaders({ m: 1 }));
  attempt('write null', () => res.write(null));
  attempt('write object', () => res.write({}));
  res.write('x');
  attempt('after sent', () => res.setHeader('late', '1'));
  attempt('remove after', () => res.removeHeader('late'));
  attempt('writeHead after', () => res.writeHead(200));
  attempt('append after', () => res.appendHeader('late', '1'));
  attempt('early', () => res.writeEarlyHints({ link: '</a>' }));
  res.on('error', (error) => console.log('res error', error.code, error.message));
  res.end('end');
  res.write('after end', (error) => console.log('write callback', error.code, error.message));
  attempt('end twice', () => res.end() === res);
});
await once(server.listen(0), 'listening');
const { port } = server.address();
const [res] = await once(http.get({ port }), 'response');
console.log(res.statusCode);
for await (const part of res) console.log(String(part));
attempt('path', () => http.get({ port, path: '/a b' }));
attempt('method', () => http.request({ port, method: 'BAD METHOD' }));
attempt('protocol', () => http.get('https://localhost/'));
attempt('url', () => http.get('nonsense'));
attempt('host', () => http.get({ host: 5 }));
attempt('insecure', () => http.request({ port, insecureHTTPParser: 'yes' }));
attempt('validateHeaderName', () => http.validateHeaderName('a:b'));
attempt('validateHeaderValue', () => http.validateHeaderValue('a', '\u0000'));
attempt('agent', () => http.get({ port, agent: 'none' }));
server.close();
