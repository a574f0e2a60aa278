/** Runs one file in the embedded engine: `node tests/support/run-program.ts file.js`. For working on the engine. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { EnginePage } from './engine-page.ts';

const [file = '', timeout = '8000'] = process.argv.slice(2);
const name = basename(file);
const page = await EnginePage.open();
const result = await page.run(
  {
    name: 'program',
    files: { [name]: readFileSync(file, 'utf8') },
    processes: { main: `node ${name}` },
    dependencies: [],
  },
  Number(timeout),
);
await page.close();
process.stdout.write(result.stdout);
process.stderr.write(result.stderr);
for (const notice of result.notices) console.error(`notice: ${notice}`);
console.error(`exit code ${result.code}`);
