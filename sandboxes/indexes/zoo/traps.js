// Indexes that look right and are not used, or are used to no good.

export const skipped = [
  `CREATE INDEX people_surname ON people (last_name)`,
  `CREATE INDEX people_phone ON people (phone)`,
  `CREATE INDEX people_is_active ON people (is_active)`,
  `ANALYZE`,
  `SELECT * FROM people WHERE upper(last_name) = 'ASHBY'`,
  `SELECT * FROM people WHERE CAST(phone AS INTEGER) = 5550000042`,
  `SELECT * FROM people WHERE phone = 5550000042`,
  `SELECT * FROM people WHERE last_name LIKE '%by'`,
  `SELECT * FROM people WHERE is_active = 0`, // 19,000 of the 20,000 rows
  `SELECT * FROM people WHERE likely(is_active = 0)`,
];

// The statistics were gathered on a day when an import had set every date alike.
export const stale = [
  `UPDATE people SET signed_up = '2020-01-01'`,
  `CREATE INDEX people_signed_up ON people (signed_up)`,
  `ANALYZE`,
  `UPDATE people SET signed_up = date('2020-01-01', (id % 2000) || ' days')`,
  `SELECT * FROM people WHERE signed_up = '2024-02-29'`,
  `ANALYZE`,
  `SELECT * FROM people WHERE signed_up = '2024-02-29'`,
];

export const prefix = [
  `CREATE INDEX people_surname ON people (last_name)`,
  `SELECT * FROM people WHERE last_name LIKE 'Ash%'`,
  `SELECT * FROM people WHERE last_name GLOB 'Ash*'`,
  `SELECT * FROM people WHERE last_name >= 'Ash' AND last_name < 'Asi'`,
  `CREATE INDEX people_surname_nocase ON people (last_name COLLATE NOCASE)`,
  `SELECT * FROM people WHERE last_name LIKE 'Ash%'`,
  `SELECT * FROM people WHERE last_name LIKE '%ash%'`,
];

export const skipscan = [
  `CREATE INDEX people_name ON people (last_name, first_name)`, // 500 surnames
  `CREATE INDEX people_phone_date ON people (phone, signed_up)`, // 20,000 phones
  `SELECT * FROM people WHERE first_name = 'Ada'`,
  `SELECT * FROM people WHERE signed_up = '2024-02-29'`,
  `ANALYZE`,
  `SELECT * FROM people WHERE first_name = 'Ada'`,
  `SELECT * FROM people WHERE signed_up = '2024-02-29'`,
];

const totals = 'SELECT o.total FROM people p JOIN orders o ON o.person_id = p.id '
  + "WHERE p.email = 'edgar.coldton.42@example.com'";

export const join = [
  totals,
  `CREATE INDEX orders_person ON orders (person_id)`,
  totals,
];
