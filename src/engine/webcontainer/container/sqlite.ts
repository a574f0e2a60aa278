/** Runs in the container: `node:sqlite` on SQLite's WebAssembly, which lies beside this file. */
import fs from 'node:fs';
import { join, resolve } from 'node:path';
import { createSqlite } from '../../sqlite/index.ts';
import { NodeFiles } from '../../sqlite/node-files.ts';

const { DatabaseSync, StatementSync, Session, backup, constants } = createSqlite({
  wasm: fs.readFileSync(join(__dirname, 'sqlite3.wasm')),
  files: new NodeFiles(fs, resolve),
  now: () => Date.now(),
});

export { DatabaseSync, StatementSync, Session, backup, constants };
