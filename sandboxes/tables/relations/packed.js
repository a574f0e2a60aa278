// Wrong on purpose: many to many without a table.
export const packed = [
  `CREATE TABLE packed_orders (id INTEGER PRIMARY KEY, product_ids TEXT) STRICT`,
  `INSERT INTO packed_orders VALUES (1, '1,2'), (2, '2'), (3, '11')`,
  `SELECT id FROM packed_orders WHERE product_ids LIKE '%1%'`, // with a desk lamp, 1
  `UPDATE packed_orders SET product_ids = '1,77,2,2' WHERE id = 1`,
];
