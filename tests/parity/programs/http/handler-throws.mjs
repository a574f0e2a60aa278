// An exception in a request listener is uncaught and ends the process with its message.
import http from 'node:http';

const server = http.createServer((req) => {
  if (req.url === '/throw') throw new TypeError('listener broke');
});
process.on('exit', (code) => console.log('exit', code));
server.listen(0, () => http.get({ port: server.address().port, path: '/throw' }).on('error', () => console.log('not reached')));
