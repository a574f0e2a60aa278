// Values of many types on their way to PostgreSQL and back, several results at once, and what a query tells of its columns.
import { PGlite, types } from '@electric-sql/pglite';

const database = new PGlite();
console.log(database.ready, database.closed);
await database.waitReady;
const { rows: about } = await database.query(
  "SELECT version() ~ '^PostgreSQL 18' AS eighteen, current_user, current_database(), current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone",
);
console.log(database.ready, about);

await database.exec(`
  CREATE TYPE state AS ENUM ('open', 'closed');
  CREATE TABLE item (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    price numeric(12, 2),
    ratio double precision,
    tags text[],
    details jsonb,
    made timestamptz,
    day date,
    raw bytea,
    small smallint,
    big bigint,
    yes boolean,
    kind state,
    code uuid,
    span int4range,
    lasts interval
  );
`);
const values = [
  'Kühlschrank 冷蔵庫 🧊',
  '1234.50',
  0.1,
  ['a', 'b,"c"', null],
  { nested: { list: [1, 2.5, null] }, text: 'é' },
  new Date('2026-11-30T12:00:00.123Z'),
  '2026-02-28',
  new Uint8Array([0, 1, 254, 255]),
  -32768,
  9007199254740993n,
  true,
  'open',
  '6f0b5d4e-0000-4000-8000-000000000001',
  '[1,5)',
  '1 day 02:03:04.5',
];
const inserted = await database.query(
  `INSERT INTO item (name, price, ratio, tags, details, made, day, raw, small, big, yes, kind, code, span, lasts)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING *`,
  values,
);
console.log(inserted);
console.log((await database.query('SELECT * FROM item', [], { rowMode: 'array' })).rows);
console.log(
  (
    await database.query('SELECT price, big FROM item', [], {
      parsers: { [types.NUMERIC]: (text) => `numeric ${text}`, [types.INT8]: (text) => BigInt(text) },
    })
  ).rows,
);
console.log(await database.sql`SELECT ${'interpolated'}::text AS text, ${41}::int + 1 AS number`);
console.log(
  await database.exec("SELECT 1 AS one; INSERT INTO item (name) VALUES ('a'), ('b'); SELECT count(*) FROM item"),
);
console.log(await database.describeQuery('SELECT id, name FROM item WHERE price > $1 AND kind = $2'));

// COPY by way of the file that stands for a Blob.
const copied = await database.query("COPY (SELECT n, 'row ' || n FROM generate_series(1, 3) n) TO '/dev/blob' WITH CSV");
console.log(await copied.blob.text());
await database.exec('CREATE TABLE numbers (n int, text text)');
await database.query("COPY numbers FROM '/dev/blob' WITH CSV", [], { blob: new Blob(['7,seven\n8,eight\n']) });
console.log((await database.query('SELECT * FROM numbers ORDER BY n')).rows);

// Words, patterns, languages, collations, time zones.
const texts = `SELECT to_tsvector('english', 'The quick foxes were jumping') AS vector,
  'Straße' ILIKE 'STRASSE' AS sharp,
  upper('straße ünïcode') AS upper,
  'résumé' < 'resumf' COLLATE "und-x-icu" AS sorted,
  timestamptz '2026-07-01 12:00+00' AT TIME ZONE 'Asia/Tokyo' AS tokyo,
  age(timestamp '2026-03-01', timestamp '2024-02-29')::text AS age,
  regexp_replace('a1b22', '[0-9]+', '#', 'g') AS replaced`;
console.log((await database.query(texts)).rows);

const heard = [];
const stop = await database.listen('news', (payload) => heard.push(payload));
await database.query("SELECT pg_notify('news', 'first')");
await database.exec("NOTIFY news, 'second'");
await stop();
await database.exec("NOTIFY news, 'nobody hears it'");
console.log(heard);
await database.close();
console.log(database.ready, database.closed);
await database.query('SELECT 1').catch((error) => console.log(error.message));
