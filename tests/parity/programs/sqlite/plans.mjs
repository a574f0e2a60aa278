// EXPLAIN QUERY PLAN and what indexes change in it.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec('CREATE TABLE person (id INTEGER PRIMARY KEY, city TEXT, age INTEGER, name TEXT); CREATE TABLE visit (person INTEGER, at TEXT)');
const plan = (sql) => console.log(sql, '\n  ', db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map(({ detail }) => detail));
const queries = [
  'SELECT * FROM person WHERE id = 1',
  "SELECT * FROM person WHERE city = 'x'",
  "SELECT * FROM person WHERE city = 'x' AND age > 30",
  "SELECT city, age FROM person WHERE city = 'x'",
  'SELECT * FROM person ORDER BY city, age',
  'SELECT * FROM person WHERE age > 30 ORDER BY age',
  "SELECT * FROM person WHERE city = 'x' OR age = 3",
  "SELECT * FROM person WHERE name LIKE 'a%'",
  'SELECT city, count(*) FROM person GROUP BY city',
  'SELECT p.name FROM person p JOIN visit v ON v.person = p.id WHERE v.at > 5',
  'SELECT name FROM person WHERE id IN (SELECT person FROM visit)',
  'SELECT DISTINCT city FROM person UNION SELECT at FROM visit',
];
queries.forEach(plan);
db.exec('CREATE INDEX city_age ON person (city, age); CREATE INDEX age ON person (age); CREATE INDEX visitor ON visit (person)');
queries.forEach(plan);
db.exec("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO person SELECT i, 'city' || (i % 7), i % 90, 'name' || i FROM n; ANALYZE");
queries.forEach(plan);
console.log(db.prepare('SELECT idx, stat FROM sqlite_stat1 ORDER BY idx').all());
