import { DatabaseSync } from 'node:sqlite';

// department → location has a table of its own, in which a department stands once.
const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE departments (
    name TEXT PRIMARY KEY NOT NULL, location TEXT NOT NULL
  ) STRICT;
  CREATE TABLE employees (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL,
    department TEXT NOT NULL REFERENCES departments
  ) STRICT;
  INSERT INTO departments VALUES
    ('Support', 'Lisbon'), ('Research', 'Bergen'), ('Sales', 'Lisbon');
  INSERT INTO employees VALUES
    (1, 'Ada', 'Support'), (2, 'Grace', 'Support'),
    (3, 'Edsger', 'Research'), (4, 'Barbara', 'Sales');
`);
const list = db.prepare(`
  SELECT e.id, e.name, e.department, d.location
  FROM employees e JOIN departments d ON d.name = e.department ORDER BY e.id`);
const names = db.prepare('SELECT name, location FROM departments');
const setLocation = db.prepare(`
  UPDATE departments SET location = ?
  WHERE name = (SELECT department FROM employees WHERE id = ?)`);
const setDepartment = db.prepare(`
  UPDATE employees SET department = d.name FROM departments d
  WHERE d.name = ? AND employees.id = ?`);
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
