import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'every department at the old location moves, not only the one',
    file: 'staff.js',
    replace: [
      'WHERE name = (SELECT department FROM employees WHERE id = ?)',
      `WHERE location = (
    SELECT d.location FROM departments d JOIN employees e ON e.department = d.name
    WHERE e.id = ?)`,
    ],
    fails: ['after a PATCH all employees show the new location'],
  },
  {
    what: 'departments are those that somebody is in',
    file: 'staff.js',
    replace: [
      'SELECT name, location FROM departments',
      'SELECT DISTINCT d.name, location FROM departments d JOIN employees e ON e.department = d.name',
    ],
    fails: ['the last employee leaves, and the department is still known'],
  },
  {
    what: 'the total is kept, and the address is not',
    file: 'shop.js',
    replace: [
      'SELECT id, address, quantity * unit_price AS total FROM orders WHERE id = ?',
      `SELECT o.id, c.address, quantity * unit_price AS total
  FROM orders o JOIN customers c ON c.id = customer_id WHERE o.id = ?`,
    ],
    fails: ['a new address leaves the address of old orders'],
  },
  {
    what: 'the price is kept in a column, and the order still looks it up',
    file: 'shop.js',
    replace: [
      'SELECT id, address, quantity * unit_price AS total FROM orders WHERE id = ?',
      `SELECT o.id, address, quantity * price AS total
  FROM orders o JOIN products p ON p.id = product_id WHERE o.id = ?`,
    ],
    fails: ['a new price leaves the totals of old orders'],
  },
  {
    what: 'nobody counts a post that changes hands',
    file: 'blog.js',
    replace: ['AFTER UPDATE OF user_id ON posts', 'AFTER UPDATE OF title ON posts'],
    fails: [
      'post_count is the count after 100 requests at once',
      'a post that is given away twice at once is counted once',
    ],
  },
  {
    what: 'the post is found before the wait, and counted down whether it is still there or not',
    file: 'blog.js',
    replace: [
      '  await audit();\n  return drop.run(id).changes > 0 ? { removed: true } : null;',
      `  const post = db.prepare('SELECT user_id FROM posts WHERE id = ?').get(id);
  if (!post) return null;
  await audit();
  db.exec('DROP TRIGGER IF EXISTS posts_removed');
  drop.run(id);
  db.prepare('UPDATE users SET post_count = post_count - 1 WHERE id = ?').run(post.user_id);
  return { removed: true };`,
    ],
    fails: ['a post that is removed twice at once is counted once'],
  },
  {
    what: 'the count is right on the row of the giver only',
    file: 'blog.js',
    replace: [
      '    UPDATE users SET post_count = post_count + 1 WHERE id = NEW.user_id;\n  END;\n  INSERT',
      '  END;\n  INSERT',
    ],
    fails: [
      'post_count is the count after 100 requests at once',
      'a post that is given away twice at once is counted once',
    ],
  },
  {
    what: 'the counter goes up before it is known whether there is such a user',
    file: 'blog.js',
    replace: [
      '  await audit();\n  return insert.get(title, userId);',
      `  await audit();
  db.exec('UPDATE users SET post_count = post_count + 1 WHERE id = 1');
  const made = insert.get(title, userId);
  if (made) db.exec('UPDATE users SET post_count = post_count - 1 WHERE id = 1');
  return made;`,
    ],
    fails: ['what is refused is not counted'],
  },
  {
    what: 'the giver is read before the wait',
    file: 'blog.js',
    replace: [
      '  await audit();\n  return setUser.run(to, id).changes > 0 ? { user: to } : null;',
      `  const post = db.prepare('SELECT user_id FROM posts WHERE id = ?').get(id);
  if (!post || !db.prepare('SELECT 1 FROM users WHERE id = ?').get(to)) return null;
  await audit();
  db.exec('DROP TRIGGER IF EXISTS posts_given');
  setUser.run(to, id);
  const bump = db.prepare('UPDATE users SET post_count = post_count + ? WHERE id = ?');
  bump.run(-1, post.user_id);
  bump.run(1, to);
  return { user: to };`,
    ],
    fails: ['a post that is given away twice at once is counted once'],
  },
  {
    what: 'the transaction is open while the audit log is awaited',
    file: 'blog.js',
    replace: [
      '  await audit();\n  return insert.get(title, userId);',
      `  db.exec('BEGIN');
  await audit();
  const made = insert.get(title, userId);
  db.exec('COMMIT');
  return made;`,
    ],
    fails: ['post_count is the count after 100 requests at once'],
  },
];
