import { createServer, request } from 'node:http';

const replicas = [4001, 4002];
const DEADLINE = 1000;

/** Asks one replica; an error when it has not answered in time. */
function ask(port) {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', agent: false }, (response) => {
      response.setEncoding('utf8').on('data', resolve);
    });
    const timer = setTimeout(() => sent.destroy(Object.assign(new Error('too late'), { code: 'DEADLINE' })), DEADLINE);
    sent.on('error', reject).on('close', () => clearTimeout(timer)).end();
  });
}

createServer(async (incoming, response) => {
  const began = Date.now();
  const failures = [];
  for (const port of replicas) {
    try {
      const name = await ask(port);
      return response.end(JSON.stringify({ name, failures, after: Date.now() - began }));
    } catch (error) {
      failures.push(error.code);
    }
  }
  response.writeHead(502).end(JSON.stringify({ failures, after: Date.now() - began }));
}).listen(3000);
