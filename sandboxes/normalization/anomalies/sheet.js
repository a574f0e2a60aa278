// Broken on purpose: one table for four kinds of facts. This is the spreadsheet as it
// was imported, a row for each employee and project.
import { DatabaseSync } from 'node:sqlite';

export const db = new DatabaseSync(':memory:');

const create = (name) => `
  CREATE TABLE ${name} (
    employee_id INTEGER NOT NULL, name TEXT NOT NULL, phones TEXT NOT NULL,
    department  TEXT    NOT NULL, location TEXT NOT NULL,
    project_id  INTEGER NOT NULL, project  TEXT NOT NULL, hours INTEGER NOT NULL,
    PRIMARY KEY (employee_id, project_id)
  ) STRICT;
  INSERT INTO ${name} VALUES
    (1, 'Ada',     '101, 102', 'Support',  'Lisbon', 10, 'Website',   6),
    (1, 'Ada',     '101, 102', 'Support',  'Lisbon', 20, 'App',      10),
    (1, 'Ada',     '101, 102', 'Support',  'Lisbon', 30, 'Helpdesk', 24),
    (2, 'Grace',   '103',      'Support',  'Lisbon', 10, 'Website',   8),
    (2, 'Grace',   '103',      'Support',  'Lisbon', 30, 'Helpdesk', 30),
    (3, 'Edsger',  '104',      'Research', 'Bergen', 40, 'Compiler', 40),
    (4, 'Barbara', '105, 106', 'Sales',    'Lisbon', 10, 'Website',  20),
    (4, 'Barbara', '105, 106', 'Sales',    'Lisbon', 20, 'App',      12)`;

// Those that refer to others come first.
const tables = ['sheet', 'phones', 'assignments', 'employees', 'projects',
  'departments'];

/** The sheet as it was imported, and nothing else. */
export function reset() {
  db.exec(tables.map((table) => `DROP TABLE IF EXISTS ${table};`).join(''));
  db.exec(create('sheet'));
}
db.exec(create('imported')); // stays as it is, to be compared with
reset();

export const rows = () => db.prepare('SELECT * FROM sheet').all();
export const departments = (table) =>
  db.prepare(`SELECT DISTINCT department, location FROM ${table} ORDER BY 1, 2`).all();

/** What the employee's form does: it edits all rows of this employee. */
export const setLocation = (id, location) =>
  db.prepare('UPDATE sheet SET location = ? WHERE employee_id = ?').run(location, id);

export const addDepartment = (name, location) =>
  db.prepare('INSERT INTO sheet (department, location) VALUES (?, ?)')
    .run(name, location);

export const endProject = (employee, project) =>
  db.prepare('DELETE FROM sheet WHERE employee_id = ? AND project_id = ?')
    .run(employee, project);

/** Left-hand values that have more than one right-hand value. None: it may hold. */
export function refuted(left, right) {
  return db.prepare(`
    SELECT ${left} AS value, group_concat(DISTINCT ${right}) AS have
    FROM sheet GROUP BY ${left} HAVING count(DISTINCT ${right}) > 1`).all();
}
