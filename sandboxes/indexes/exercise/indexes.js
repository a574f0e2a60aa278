// Broken on purpose: three indexes that serve none of the five queries well.
export const indexes = [
  'CREATE INDEX customers_email ON customers (email)',
  'CREATE INDEX orders_created_customer ON orders (created_at, customer_id)',
  'CREATE INDEX orders_status ON orders (status)',
];
