// A program that has words of its own for initdb gets a database that initdb has made of them.
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create({ initDbStartParams: ['--no-data-checksums', '--locale=C'], username: 'postgres' });
console.log(
  (await database.query("SELECT current_setting('data_checksums') AS checksums, datcollate FROM pg_database WHERE datname = 'postgres'")).rows,
);
await database.close();
const usual = await PGlite.create();
console.log(
  (await usual.query("SELECT current_setting('data_checksums') AS checksums, datcollate, oid FROM pg_database ORDER BY oid")).rows,
);
console.log((await usual.query('SELECT count(*) FROM pg_class')).rows, (await usual.query('SELECT count(*) FROM pg_proc')).rows);
await usual.close();
