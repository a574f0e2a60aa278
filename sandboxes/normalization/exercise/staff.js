// Broken on purpose: a department is only what the rows of its employees say of it.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE employees (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL,
    department TEXT NOT NULL, location TEXT NOT NULL
  ) STRICT;
  INSERT INTO employees VALUES
    (1, 'Ada', 'Support', 'Lisbon'), (2, 'Grace', 'Support', 'Lisbon'),
    (3, 'Edsger', 'Research', 'Bergen'), (4, 'Barbara', 'Sales', 'Lisbon');
`);
const list = db.prepare(
  'SELECT id, name, department, location FROM employees ORDER BY id');
const names = db.prepare('SELECT DISTINCT department AS name, location FROM employees');
const setLocation = db.prepare('UPDATE employees SET location = ? WHERE id = ?');
const setDepartment = db.prepare('UPDATE employees SET department = ? WHERE id = ?');
const remove = db.prepare('DELETE FROM employees WHERE id = ?');

/** @returns { id, name, department, location } of each */
export const employees = () => list.all();

/** @returns { name, location } of each */
export const departments = () => names.all();

/** The department of this employee moves. @returns null when nobody has this id */
export const move = (id, location) =>
  (setLocation.run(location, id).changes > 0 ? { location } : null);

/** The employee changes to another department. @returns null when one is not there */
export const join = (id, department) =>
  (setDepartment.run(department, id).changes > 0 ? { department } : null);

/** The employee leaves. @returns null when there is no such employee */
export const leave = (id) => (remove.run(id).changes > 0 ? { left: true } : null);
