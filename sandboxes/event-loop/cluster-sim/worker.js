import cluster from 'node:cluster';
import { readFile } from 'node:fs';
import { createServer } from 'node:http';

Error.stackTraceLimit = 1; // one line of a stack is enough for this log
let count = 0; // this worker's own

const server = createServer((req, res) => {
  res.setHeader('Connection', 'close'); // so that the next request can go elsewhere
  if (req.url === '/crash') {
    // Wrong on purpose: when the callback throws, nobody is left to catch it.
    readFile('no-such-file', (error, text) => {
      if (error) throw new Error('no such file');
      res.end(text);
    });
    return;
  }
  count += 1;
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify({ worker: cluster.worker.id, count }));
});
server.listen(process.env.PORT ?? 3000);
