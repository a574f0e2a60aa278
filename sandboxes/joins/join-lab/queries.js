// Change the word before JOIN, restart, and ask again. A column that is named like a
// table (AS users) holds the id of a row there: the picture is drawn from it.
export const queries = {
  inner: `
    SELECT u.id AS users, o.id AS orders, u.name, o.total
    FROM users AS u INNER JOIN orders AS o ON o.user_id = u.id
    ORDER BY u.id, o.id`,

  left: `
    SELECT u.id AS users, o.id AS orders, u.name, o.total
    FROM users AS u LEFT JOIN orders AS o ON o.user_id = u.id
    ORDER BY u.id, o.id`,

  right: `
    SELECT u.id AS users, o.id AS orders, u.name, o.total
    FROM users AS u RIGHT JOIN orders AS o ON o.user_id = u.id
    ORDER BY o.id`,

  full: `
    SELECT u.id AS users, o.id AS orders, u.name, o.total
    FROM users AS u FULL JOIN orders AS o ON o.user_id = u.id
    ORDER BY u.id IS NULL, u.id, o.id`,

  // The same for MySQL: all users, then the orders that have none.
  fullInTwo: `
    SELECT u.id AS users, o.id AS orders, u.name, o.total
    FROM users AS u LEFT JOIN orders AS o ON o.user_id = u.id
    UNION ALL
    SELECT u.id, o.id, u.name, o.total
    FROM orders AS o LEFT JOIN users AS u ON u.id = o.user_id
    WHERE u.id IS NULL`,

  cross: `
    SELECT u.id AS users, o.id AS orders, u.name, o.total
    FROM users AS u CROSS JOIN orders AS o
    ORDER BY u.id, o.id`,

  chain: `
    SELECT u.id AS users, o.id AS orders, i.id AS order_items,
           u.name, i.quantity, p.name AS product
    FROM users AS u
    JOIN orders AS o ON o.user_id = u.id
    JOIN order_items AS i ON i.order_id = o.id
    JOIN products AS p ON p.id = i.product_id
    ORDER BY u.id, o.id, i.id`,

  self: `
    SELECT m.id AS managers, e.id AS employees, e.name, m.name AS manager
    FROM employees AS e LEFT JOIN employees AS m ON m.id = e.manager_id
    ORDER BY m.id, e.id`,
};
