// The same rows for both shops.
export const rows = `
  INSERT INTO customers (email, name) VALUES
    ('ada@example.com', 'Ada'), ('bob@example.com', 'Bob');
  INSERT INTO orders (customer_id, total) VALUES (1, 4900), (1, 1500), (2, 2400);
`;
