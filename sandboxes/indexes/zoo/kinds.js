// An exhibit is a list of statements. A SELECT is not run: its plan is shown.
// Everything else runs, and is rolled back at the end of the visit.

export const unique = [
  `SELECT * FROM people WHERE id = 42`,
  `SELECT * FROM people WHERE email = 'edgar.coldton.42@example.com'`,
  `CREATE INDEX people_email ON people (email)`, // redundant: email is UNIQUE
  `SELECT * FROM people WHERE email = 'edgar.coldton.42@example.com'`,
  `CREATE INDEX people_email ON people (email)`, // the name is taken
  `CREATE INDEX people_city ON people (city)`, // no such column
];

export const composite = [
  `CREATE INDEX people_name ON people (last_name, first_name)`,
  `SELECT * FROM people WHERE last_name = 'Ashby' AND first_name = 'Ada'`,
  `SELECT * FROM people WHERE last_name = 'Ashby'`,
  `SELECT * FROM people WHERE first_name = 'Ada'`,
  `SELECT * FROM people WHERE last_name > 'W' AND first_name = 'Ada'`,
  `SELECT * FROM people ORDER BY last_name, first_name`,
  `SELECT * FROM people ORDER BY first_name`,
];

export const partial = [
  `CREATE INDEX people_active ON people (signed_up) WHERE is_active = 1`,
  `SELECT * FROM people WHERE is_active = 1 AND signed_up > '2025-01-01'`,
  `SELECT * FROM people WHERE signed_up > '2025-01-01'`,
  `SELECT * FROM people WHERE is_active <> 0 AND signed_up > '2025-01-01'`,
];

export const covering = [
  `CREATE INDEX people_surname ON people (last_name)`,
  `SELECT email FROM people WHERE last_name = 'Ashby'`,
  `DROP INDEX people_surname`,
  `CREATE INDEX people_surname_email ON people (last_name, email)`,
  `SELECT email FROM people WHERE last_name = 'Ashby'`,
  `SELECT email, phone FROM people WHERE last_name = 'Ashby'`,
];

export const expression = [
  `CREATE INDEX people_surname ON people (last_name)`,
  `SELECT * FROM people WHERE upper(last_name) = 'ASHBY'`,
  `CREATE INDEX people_upper ON people (upper(last_name))`,
  `SELECT * FROM people WHERE upper(last_name) = 'ASHBY'`,
  `SELECT * FROM people WHERE lower(last_name) = 'ashby'`,
];

export const fulltext = [
  `SELECT * FROM people WHERE bio LIKE '%lighthouses%'`,
  `CREATE VIRTUAL TABLE bios USING fts5 (bio, content='people', content_rowid='id')`,
  `INSERT INTO bios (bios) VALUES ('rebuild')`,
  `SELECT rowid FROM bios WHERE bios MATCH 'lighthouses'`,
  `CREATE FULLTEXT INDEX people_bio ON people (bio)`, // MySQL's syntax
];
