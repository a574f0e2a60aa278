// A server that ends as it is told: what is open is finished, then the process leaves with its own code.
import { createServer, get } from 'node:http';

const server = createServer((request, response) => {
  process.kill(process.pid, 'SIGTERM');
  process.once('SIGTERM', () => response.end('answered'));
});
process.once('SIGTERM', (signal, number) => {
  console.log(signal, number);
  process.exitCode = 7;
  server.close(() => console.log('closed'));
});
process.on('exit', (code) => console.log('exit', code));
server.listen(0, () => {
  get({ port: server.address().port, agent: false }, (response) => {
    response.setEncoding('utf8').on('data', (text) => console.log(response.statusCode, text));
  });
});
