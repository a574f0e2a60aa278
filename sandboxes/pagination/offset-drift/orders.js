import { DatabaseSync } from 'node:sqlite';

const two = (n) => String(n).padStart(2, '0');
const minute = (n) => `${two(8 + Math.floor(n / 60))}:${two(n % 60)}`;
const customers = ['Mona', 'Ada', 'Zoe', 'Kim', 'Eve', 'Tom', 'Bob', 'Liz'];

/** A shop of its own, with twelve orders, one a minute. */
export function openShop() {
  const db = new DatabaseSync(':memory:');
  db.exec(`
    CREATE TABLE orders (
      id         INTEGER PRIMARY KEY,
      customer   TEXT NOT NULL,
      created_at TEXT NOT NULL,
      changed_at TEXT NOT NULL
    ) STRICT
  `);
  let now = 0;
  const insert = db.prepare('INSERT INTO orders VALUES (?, ?, ?, ?)');

  function add() {
    now += 1;
    insert.run(now, customers[now % customers.length], minute(now), minute(now));
    return now;
  }
  for (let n = 1; n <= 12; n += 1) add();

  const does = {
    add,
    cancel: (id) => db.prepare('DELETE FROM orders WHERE id = ?').run(id),
    pay(id) {
      now += 1;
      db.prepare('UPDATE orders SET changed_at = ? WHERE id = ?').run(minute(now), id);
    },
    index: () => db.exec('CREATE INDEX orders_customer ON orders (customer)'),
  };
  const query = (sql) => {
    const statement = db.prepare(sql);
    return (values) => statement.all(values);
  };

  return {
    add,
    /** Does what an entry of events.js says: add, cancel 12, pay 5 or index. */
    act(event) {
      const [verb, id] = event.split(' ');
      if (!Object.hasOwn(does, verb)) throw new Error(`events.js: what is “${event}”?`);
      does[verb](Number(id));
    },
    count: () => db.prepare('SELECT count(*) AS n FROM orders').get().n,
    orders: query('SELECT id, changed_at FROM orders ORDER BY id DESC'),

    // Five ways to ask for a page.
    offset: query(`
      SELECT id, customer FROM orders
      ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :offset`),
    unordered: query('SELECT id, customer FROM orders LIMIT :limit OFFSET :offset'),
    keyset: query(`
      SELECT id, created_at AS at FROM orders
      WHERE (created_at, id) < (:at, :id)
      ORDER BY created_at DESC, id DESC LIMIT :limit`),
    newestChange: query(`
      SELECT id, changed_at AS at FROM orders
      WHERE (changed_at, id) < (:at, :id)
      ORDER BY changed_at DESC, id DESC LIMIT :limit`),
    oldestChange: query(`
      SELECT id, changed_at AS at FROM orders
      WHERE (changed_at, id) > (:at, :id)
      ORDER BY changed_at, id LIMIT :limit`),
  };
}
