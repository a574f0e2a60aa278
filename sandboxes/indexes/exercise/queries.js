// Broken on purpose: each asks the right thing, but three hide what they compare.
export const queries = {
  // A customer by e-mail address, however it is typed.
  byEmail: `
    SELECT id, name, email FROM customers
    WHERE lower(email) = lower(:email)`,

  // All customers of a company.
  byDomain: `
    SELECT id, name, email FROM customers
    WHERE email LIKE '%@' || :domain
    ORDER BY id`,

  // The orders of one day, in the order in which they came.
  ofDay: `
    SELECT id, total, created_at FROM orders
    WHERE date(created_at) = :day
    ORDER BY created_at`,

  // A customer's five newest orders.
  latest: `
    SELECT id, total, created_at FROM orders
    WHERE customer_id = :customer
    ORDER BY created_at DESC LIMIT 5`,

  // A customer's open orders, the oldest first.
  open: `
    SELECT id, total, created_at FROM orders
    WHERE customer_id = :customer AND status = 'open'
    ORDER BY created_at`,
};
