export const indexes = [
  // An expression: written here and in the query alike.
  `CREATE INDEX customers_domain ON customers (substr(email, instr(email, '@') + 1))`,
  // First what is compared with =, then what is sorted by: for two of the queries.
  'CREATE INDEX orders_customer_created ON orders (customer_id, created_at)',
  'CREATE INDEX orders_created ON orders (created_at)',
];
