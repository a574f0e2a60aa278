// Runs one program in a Node process of its own and answers with what it printed.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'programs');
const programs = new Map(readdirSync(folder).map((file) => [`/${file}`, file]));
const limits = { timeout: 5000, maxBuffer: 64 * 1024, killSignal: 'SIGKILL' };
const AT_ONCE = 8;
let running = 0;

const server = createServer((req, res) => {
  const file = programs.get(req.url);
  res.setHeader('Content-Type', 'text/plain; charset=utf-8');
  if (req.method !== 'GET' || file === undefined) {
    res.writeHead(404).end(`GET one of\n${[...programs.keys()].join('\n')}\n`);
    return;
  }
  if (running >= AT_ONCE) {
    res.writeHead(503).end('Too many programs run.\n');
    return;
  }
  running += 1;
  execFile(process.execPath, [join(folder, file)], limits, (error, stdout, stderr) => {
    running -= 1;
    const note = error?.killed ? 'Ended: too long, or too much output.\n' : '';
    res.writeHead(error ? 500 : 200).end(stdout + stderr + note);
  });
});
server.listen(process.env.PORT ?? 3000);
