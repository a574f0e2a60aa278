/**
 * The program of the package `port3000`: serves the book that lies beside it, on loopback, and prints the address.
 * It is bundled into one file and runs on the reader's own Node.
 */
import { join } from 'node:path';
import { failPlainly } from '../lib/fail.ts';
import { readOptions } from '../lib/options.ts';
import { serveStatic } from '../lib/static-server.ts';

failPlainly(async () => {
  const words = process.argv.slice(2);
  if (words.some((word) => word === '--help' || word === '-h')) {
    console.log(
      'port3000 [--port 8080]\n\nServes the book on this machine, on port 3000 or the next one that is free.',
    );
    return;
  }
  const { port } = readOptions(words, ['port']);
  const book = await serveStatic(join(import.meta.dirname, 'site'), '/', port, 100);
  if (book.port !== port) console.log(`Port ${port} is taken.`);
  console.log(`\nPort 3000 is open: ${book.url}\nIt needs no network. Stop it with Ctrl+C.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void book.close());
});
