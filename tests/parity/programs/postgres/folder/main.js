// A database in a folder is there again after it was closed; a dump becomes another database.
import { PGlite } from '@electric-sql/pglite';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

let database = await PGlite.create('./data');
await database.exec("CREATE TABLE kept (id int PRIMARY KEY, text text); INSERT INTO kept VALUES (1, 'first')");
console.log((await database.query("SELECT current_setting('data_directory') AS folder")).rows);
await database.close();
console.log(readFileSync('data/PG_VERSION', 'utf8'), readdirSync('data').filter((name) => name !== 'postmaster.pid'));
console.log(readdirSync('data/base').sort(), existsSync('data/pg_wal/archive_status'));

database = await PGlite.create({ dataDir: 'file://data' });
await database.exec("INSERT INTO kept VALUES (2, 'second')");
console.log((await database.query('SELECT * FROM kept ORDER BY id')).rows);

const dump = await database.dumpDataDir('gzip');
console.log(dump.name, dump.type, dump.size > 1_000_000);
const copy = await PGlite.create({ loadDataDir: dump });
await copy.exec('DELETE FROM kept WHERE id = 1');
console.log((await copy.query('SELECT * FROM kept')).rows);
await Promise.all([database.close(), copy.close()]);

const broken = PGlite.create({ database: 'nowhere' });
console.log(await broken.then(() => 'created', (error) => error.message));
process.exit();
