export const stages = [
  { name: 'expand', sql: ['ALTER TABLE users ADD COLUMN full_name TEXT'] },
  // Neither app knows the other one's column, so the database writes both.
  {
    name: 'dualWrite',
    sql: [
      `CREATE TRIGGER old_insert AFTER INSERT ON users WHEN NEW.full_name IS NULL
       BEGIN UPDATE users SET full_name = NEW.name WHERE id = NEW.id; END`,
      `CREATE TRIGGER new_insert AFTER INSERT ON users WHEN NEW.name IS NULL
       BEGIN UPDATE users SET name = NEW.full_name WHERE id = NEW.id; END`,
      `CREATE TRIGGER old_update AFTER UPDATE OF name ON users
       WHEN NEW.full_name IS NOT NEW.name
       BEGIN UPDATE users SET full_name = NEW.name WHERE id = NEW.id; END`,
      `CREATE TRIGGER new_update AFTER UPDATE OF full_name ON users
       WHEN NEW.name IS NOT NEW.full_name
       BEGIN UPDATE users SET name = NEW.full_name WHERE id = NEW.id; END`,
    ],
  },
  {
    name: 'backfill',
    batch: `
      UPDATE users SET full_name = name WHERE id IN (
        SELECT id FROM users WHERE full_name IS NULL AND name IS NOT NULL LIMIT 20)`,
  },
  {
    name: 'contract',
    none: 'SELECT count(*) AS n FROM users WHERE full_name IS NOT name',
    sql: [
      'DROP TRIGGER old_insert', 'DROP TRIGGER new_insert',
      'DROP TRIGGER old_update', 'DROP TRIGGER new_update',
      'ALTER TABLE users DROP COLUMN name',
    ],
  },
];
