// Each list runs from its first statement to its last, and is then rolled back.

export const oneToOne = [
  `SELECT customer_id, newsletter FROM settings`, // Bob has none yet
  `INSERT INTO settings VALUES (2, 0)`,
  `INSERT INTO settings VALUES (2, 1)`,
];

export const oneToMany = [
  `SELECT id FROM orders WHERE customer_id = 1`, // the orders of Ada
  `SELECT customer_id FROM orders WHERE id = 2`, // the customer of an order
  `INSERT INTO orders (id, customer_id) VALUES (4, NULL)`,
];

export const manyToMany = [
  `SELECT product_id, quantity FROM order_lines WHERE order_id = 1`,
  `SELECT order_id, quantity FROM order_lines WHERE product_id = 2`,
  `INSERT INTO order_lines VALUES (1, 2, 1)`, // bulbs, a second time
  `INSERT INTO order_lines VALUES (1, 77, 1)`, // there is no product 77
  `INSERT INTO order_lines VALUES (77, 1, 1)`, // there is no order 77
];
