// The client pg, unchanged, reaches a PostgreSQL that another process owns: one connection at a time.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';

const server = fork('./server.js');
const [port] = await once(server, 'message');
const options = { host: '127.0.0.1', port, user: 'postgres', database: 'postgres' };

const client = new pg.Client(options);
await client.connect();
await client.query('CREATE TABLE note (id serial PRIMARY KEY, text text, at timestamptz, big bigint, data jsonb, tags text[])');
const { rows, rowCount, command, fields } = await client.query(
  'INSERT INTO note (text, at, big, data, tags) VALUES ($1, $2, $3, $4, $5) RETURNING *',
  ['first – ✓', new Date('2026-11-30T10:00:00Z'), '9007199254740993', { a: [1, 2] }, ['x', 'y']],
);
console.log(command, rowCount, rows, fields.map(({ name, dataTypeID }) => [name, dataTypeID]));
const prepared = { name: 'by id', text: 'SELECT text FROM note WHERE id = $1' };
console.log((await client.query({ ...prepared, values: [1] })).rows, (await client.query({ ...prepared, values: [2] })).rows);
console.log((await client.query({ text: 'SELECT 1 AS one, 2 AS two', rowMode: 'array' })).rows);
console.log((await client.query('SELECT 1 AS a; SELECT 2 AS b')).map(({ rows: found }) => found));

const problem = async (promise) => {
  const error = await promise.catch((reason) => reason);
  const { message, code, severity, detail, constraint, position } = error;
  console.log(error instanceof pg.DatabaseError, { message, code, severity, detail, constraint, position });
};
await problem(client.query('INSERT INTO note (id) VALUES (1)'));
await problem(client.query('SELECT * FROM nothing'));
await problem(client.query('SELECT $1::int', ['one']));
await client.query('BEGIN');
await problem(client.query('SELECT 1 / 0'));
await problem(client.query('SELECT 1'));
console.log((await client.query('COMMIT')).command, (await client.query('SELECT 1 AS alive')).rows);
console.log((await client.query('SELECT repeat($1, 300000) AS long', ['abc'])).rows[0].long.length);
client.on('notice', ({ severity, message }) => console.log(severity, message));
await client.query("DO $$ BEGIN RAISE NOTICE 'look'; END $$");
client.on('notification', ({ channel, payload }) => console.log(channel, payload));
await client.query('LISTEN news');
await client.query("NOTIFY news, 'hello'");

// A second client is told that there is room for one.
const second = new pg.Client(options);
await problem(second.connect());
await client.query('CREATE TEMPORARY TABLE mine (id int)');
await client.query('BEGIN; DELETE FROM note');
await client.end();

// A pool of one hands its connection around; of the client before it only what was committed is left.
const pool = new pg.Pool({ ...options, max: 1 });
const counts = await Promise.all(Array.from({ length: 5 }, () => pool.query('SELECT count(*)::int FROM note')));
console.log(counts.map((result) => result.rows[0].count), pool.totalCount, pool.idleCount, pool.waitingCount);
await problem(pool.query('SELECT * FROM mine'));
const borrowed = await pool.connect();
await borrowed.query('BEGIN');
await borrowed.query("UPDATE note SET text = 'second'");
await borrowed.query('COMMIT');
borrowed.release();
console.log((await pool.query('SELECT id, text FROM note')).rows);
await pool.end();
server.send('close');
console.log(await once(server, 'exit'));
