import { mkdirSync, writeFileSync } from 'node:fs';
import { open, round } from './meter.js';

// One product gets a thousand reviews, one at a time, kept in three ways.
const REVIEWS = 1000;
const BUCKET = 100;

const { measure } = open(`
  CREATE TABLE documents (
    id TEXT PRIMARY KEY, body TEXT NOT NULL, bytes INTEGER AS (octet_length(body))
  ) STRICT;
  CREATE TABLE reviews (
    product INTEGER NOT NULL, n INTEGER NOT NULL, text TEXT NOT NULL,
    bytes INTEGER AS (octet_length(product) + octet_length(n) + octet_length(text)),
    PRIMARY KEY (product, n)
  ) STRICT, WITHOUT ROWID;`);

const append = (db, id, text) => db.write(
  `INSERT INTO documents VALUES (?, json_array(?))
   ON CONFLICT (id) DO UPDATE SET body = json_insert(body, '$[#]', ?)`, id, text, text);

const ways = {
  'one document': (db, n, text) => append(db, 'product:17', text),
  '100 a document': (db, n, text) =>
    append(db, `product:17:${Math.floor((n - 1) / BUCKET)}`, text),
  'a row each': (db, n, text) =>
    db.write('INSERT INTO reviews VALUES (17, ?, ?)', n, text),
};

/** The bytes that each review cost to write, by way. */
function grow() {
  const written = {};
  for (const [way, add] of Object.entries(ways)) {
    let before = 0;
    const bytes = [];
    written[way] = bytes;
    measure((db, cost) => {
      for (let n = 1; n <= REVIEWS; n += 1) {
        add(db, n, `Review ${String(n).padStart(4, '0')}: ${'word '.repeat(17)}`);
        bytes.push(cost.bytesWritten - before);
        before = cost.bytesWritten;
      }
    });
  }
  plot(written);
  return written;
}

function plot(written) {
  const lines = ['review,kilobytes,way'];
  for (const [way, bytes] of Object.entries(written)) {
    for (let n = 50; n <= REVIEWS; n += 50) lines.push(`${n},${round(bytes[n - 1] / 1000)},${way}`);
  }
  mkdirSync('plots', { recursive: true });
  writeFileSync('plots/grow.csv', `${lines.join('\n')}\n`);
}

const total = (bytes) => bytes.reduce((sum, one) => sum + one);

/** Which bytes the n-th review cost, and which all of them together. */
export function growth() {
  const written = grow();
  const row = (cells) => cells.map((cell, n) =>
    n === 0 ? String(cell).padEnd(20) : String(cell).padStart(18)).join('');
  const line = (name, of) => row([name, ...Object.values(written).map(of)]);
  return [
    row(['bytes written', ...Object.keys(written)]),
    ...[1, 10, 100, 1000].map((n) => line(`review ${n}`, (bytes) => bytes[n - 1])),
    line('all 1000 together', total),
    '',
  ].join('\n');
}
