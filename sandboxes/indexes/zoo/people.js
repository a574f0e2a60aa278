import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

db.exec(`
  CREATE TABLE people (
    id         INTEGER PRIMARY KEY,
    email      TEXT    NOT NULL UNIQUE,
    last_name  TEXT    NOT NULL,
    first_name TEXT    NOT NULL,
    phone      TEXT    NOT NULL,
    country    TEXT    NOT NULL,
    is_active  INTEGER NOT NULL,
    signed_up  TEXT    NOT NULL,
    bio        TEXT    NOT NULL
  ) STRICT;
  CREATE TABLE orders (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES people (id),
    total     INTEGER NOT NULL
  ) STRICT;
`);

const starts = [
  'Ash', 'Birch', 'Black', 'Brook', 'Cold', 'Dray', 'East', 'Fair', 'Green',
  'Hather', 'Kirk', 'Lang', 'Marl', 'North', 'Oak', 'Penn', 'Red', 'Stan',
  'Thorn', 'Upper', 'Wal', 'Weather', 'West', 'White', 'Win',
];
const ends = [
  'bridge', 'bury', 'by', 'combe', 'croft', 'den', 'field', 'ford', 'ham', 'hurst',
  'ley', 'low', 'man', 'mere', 'mont', 'son', 'stead', 'stone', 'ton', 'wick',
];
const surnames = starts.flatMap((start) => ends.map((end) => start + end));
const givenNames = [
  'Ada', 'Alan', 'Barbara', 'Donald', 'Edgar', 'Edsger', 'Frances', 'Grace',
  'Hedy', 'Jim', 'Joan', 'John', 'Kathleen', 'Ken', 'Leslie', 'Lynn', 'Margaret',
  'Niklaus', 'Radia', 'Shafi', 'Tim', 'Tony',
];
const countries = ['DE', 'FR', 'JP', 'KE', 'US'];
const hobbies = ['trains', 'chess', 'old maps', 'bread', 'sailing'];

// 20,000 people: 500 surnames, 5 countries; one in twenty active.
const insert = db.prepare('INSERT INTO people VALUES (?,?,?,?,?,?,?,?,?)');
db.exec('BEGIN');
for (let id = 1; id <= 20_000; id += 1) {
  const surname = surnames[(id * 7919) % surnames.length];
  const given = givenNames[(id * 31) % givenNames.length];
  const day = new Date(Date.UTC(2020, 0, 1 + ((id * 613) % 2000)));
  const hobby = id % 500 === 0 ? 'lighthouses' : hobbies[id % hobbies.length];
  insert.run(
    id,
    `${given}.${surname}.${id}@example.com`.toLowerCase(),
    surname,
    given,
    String(5_550_000_000 + id),
    countries[id % countries.length],
    id % 20 === 0 ? 1 : 0,
    day.toISOString().slice(0, 10),
    `${given} is fond of ${hobby}.`,
  );
}
db.exec(`INSERT INTO orders SELECT id, (id + 1) / 2, id * 37 % 1000 FROM people`);
db.exec('COMMIT');
