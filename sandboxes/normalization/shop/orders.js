// One order, and three answers to what it costs and where it goes.
import { db } from './db.js';

// Broken on purpose: today's price and today's address, for an order of last June.
const joined = db.prepare(`
  SELECT c.address, sum(i.quantity * p.price) AS total
  FROM orders o JOIN customers c ON c.id = o.customer_id
  JOIN order_items i ON i.order_id = o.id JOIN products p ON p.id = i.product_id
  WHERE o.id = ? GROUP BY o.id`);

// The list price of that day: right about the list, and nobody paid it.
const history = db.prepare(`
  SELECT sum(i.quantity * (
    SELECT price FROM list_prices l
    WHERE l.product_id = i.product_id AND l.valid_from <= o.placed_at
    ORDER BY l.valid_from DESC LIMIT 1)) AS total
  FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.id = ? GROUP BY o.id`);

// What was agreed.
const kept = db.prepare(`
  SELECT o.address, sum(i.quantity * i.unit_price) AS total
  FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.id = ? GROUP BY o.id`);

export function order(id) {
  const found = kept.get(id);
  return found && {
    todaysPrice: joined.get(id),
    listPriceThatDay: history.get(id),
    keptInTheOrder: found,
  };
}

const setPrice = db.prepare('UPDATE products SET price = ? WHERE id = ?');
const remember = db.prepare(`
  INSERT INTO list_prices VALUES (:id, :day, :price)
  ON CONFLICT DO UPDATE SET price = :price`);

/** products.price repeats the newest list price: both are written, or neither. */
export function changePrice(id, price) {
  db.exec('BEGIN');
  try {
    const found = setPrice.run(price, id).changes > 0;
    if (found) remember.run({ id, price, day: new Date().toISOString().slice(0, 10) });
    db.exec('COMMIT');
    return found;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

const setAddress = db.prepare('UPDATE customers SET address = ? WHERE id = ?');
export const moveCustomer = (id, address) => setAddress.run(address, id).changes > 0;

const remove = db.prepare('DELETE FROM orders WHERE id = ?');
export const cancel = (id) => remove.run(id).changes > 0;
