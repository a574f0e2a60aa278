// Each step takes one kind of dependency out of a table. `move` is what has to be
// written when Support moves, `back` the join that must give the sheet again.
const each = `json_each('["' || replace(phones, ', ', '","') || '"]')`;
const list = `(SELECT group_concat(phone, ', ' ORDER BY phone) FROM phones p
  WHERE p.employee_id = a.employee_id)`;

/** A row for each phone, as it is often shown. What was said once is now said twice. */
export const perPhone = `SELECT employee_id, project_id, value AS phone, name,
  department, location FROM imported, ${each}`;

export const sheetMove =
  `UPDATE sheet SET location = 'Porto' WHERE department = 'Support'`;

export const steps = [{
  form: '1NF',
  removes: ['a list in one place: phones'],
  sql: `
    CREATE TABLE phones (
      employee_id INTEGER NOT NULL, phone TEXT NOT NULL,
      PRIMARY KEY (employee_id, phone)
    ) STRICT;
    INSERT INTO phones SELECT DISTINCT employee_id, value FROM sheet, ${each};
    ALTER TABLE sheet DROP COLUMN phones`,
  move: sheetMove,
  back: `SELECT employee_id, name, ${list}, department, location, project_id, project,
    hours FROM sheet a`,
}, {
  form: '2NF',
  removes: ['employee_id → name, department, location', 'project_id → project'],
  sql: `
    CREATE TABLE employees (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL,
      department TEXT NOT NULL, location TEXT NOT NULL
    ) STRICT;
    INSERT INTO employees SELECT DISTINCT employee_id, name, department, location
    FROM sheet;
    CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    INSERT INTO projects SELECT DISTINCT project_id, project FROM sheet;
    CREATE TABLE assignments (
      employee_id INTEGER NOT NULL REFERENCES employees ON DELETE CASCADE,
      project_id  INTEGER NOT NULL REFERENCES projects,
      hours       INTEGER NOT NULL,
      PRIMARY KEY (employee_id, project_id)
    ) STRICT;
    INSERT INTO assignments SELECT employee_id, project_id, hours FROM sheet;
    DROP TABLE sheet;
    ALTER TABLE phones RENAME TO phone_list; -- now there is something to refer to
    CREATE TABLE phones (
      employee_id INTEGER NOT NULL REFERENCES employees ON DELETE CASCADE,
      phone TEXT NOT NULL, PRIMARY KEY (employee_id, phone)
    ) STRICT;
    INSERT INTO phones SELECT employee_id, phone FROM phone_list;
    DROP TABLE phone_list`,
  move: `UPDATE employees SET location = 'Porto' WHERE department = 'Support'`,
  back: `SELECT employee_id, e.name, ${list}, department, location, project_id,
    j.name AS project, hours FROM assignments a JOIN employees e ON e.id = employee_id
    JOIN projects j ON j.id = project_id`,
}, {
  form: '3NF',
  removes: ['department → location'],
  sql: `
    CREATE TABLE departments (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, location TEXT NOT NULL
    ) STRICT;
    INSERT INTO departments (name, location)
    SELECT DISTINCT department, location FROM employees;
    ALTER TABLE employees ADD COLUMN department_id INTEGER REFERENCES departments;
    UPDATE employees
    SET department_id = (SELECT id FROM departments d WHERE d.name = department);
    ALTER TABLE employees DROP COLUMN department;
    ALTER TABLE employees DROP COLUMN location`,
  move: `UPDATE departments SET location = 'Porto' WHERE name = 'Support'`,
  back: `SELECT employee_id, e.name, ${list}, d.name AS department, location,
    project_id, j.name AS project, hours FROM assignments a
    JOIN employees e ON e.id = employee_id JOIN departments d ON d.id = department_id
    JOIN projects j ON j.id = project_id`,
}];

/** A wrong split: two tables that share a column which is no key of either. */
export const wrongSplit = `
  SELECT DISTINCT e.name, d.department, d.location
  FROM (SELECT DISTINCT name, location FROM imported) e
  JOIN (SELECT DISTINCT department, location FROM imported) d USING (location)`;
