/**
 * A program of its own: makes PGlite's data directory in the folder that is its argument, as `new PGlite()` would make it.
 * The build starts it, since PostgreSQL's memory is only given back by the end of a process.
 */
import { PGlite } from '@electric-sql/pglite';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const [folder = ''] = process.argv.slice(2);
const database = await PGlite.create(folder);
// What initdb wrote to the log is in the files by now: a new, empty segment of the log is all that is needed of it.
await database.exec('SELECT pg_switch_wal(); CHECKPOINT');
const { rows } = await database.query<{ name: string }>('SELECT pg_walfile_name(pg_current_wal_lsn()) AS name');
await database.close();
for (const name of ['postmaster.pid', 'postmaster.opts']) rmSync(join(folder, name), { force: true });
// The name of the one segment that counts: others are there to be written over.
process.stdout.write(rows[0]!.name);
