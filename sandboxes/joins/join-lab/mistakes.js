// Pairs: what looks right, and what is. The first of each is broken on purpose.
export const mistakes = {
  // Every user, with their orders above 120?
  where: `
    SELECT u.id AS users, o.id AS orders, u.name, o.total
    FROM users AS u LEFT JOIN orders AS o ON o.user_id = u.id
    WHERE o.total > 120
    ORDER BY u.id, o.id`,
  on: `
    SELECT u.id AS users, o.id AS orders, u.name, o.total
    FROM users AS u LEFT JOIN orders AS o ON o.user_id = u.id AND o.total > 120
    ORDER BY u.id, o.id`,

  // Who has ordered nothing?
  notIn: `
    SELECT u.id AS users, u.name FROM users AS u
    WHERE u.id NOT IN (SELECT user_id FROM orders)`,
  notExists: `
    SELECT u.id AS users, u.name FROM users AS u
    WHERE NOT EXISTS (SELECT 1 FROM orders AS o WHERE o.user_id = u.id)`,

  // How many orders has each user?
  countStar: `
    SELECT u.id AS users, u.name, count(*) AS orders_count
    FROM users AS u LEFT JOIN orders AS o ON o.user_id = u.id
    GROUP BY u.id`,
  countId: `
    SELECT u.id AS users, u.name, count(o.id) AS orders_count
    FROM users AS u LEFT JOIN orders AS o ON o.user_id = u.id
    GROUP BY u.id`,

  // What has each user spent, and on how many things?
  sumOfChain: `
    SELECT u.id AS users, u.name, sum(o.total) AS spent, sum(i.quantity) AS things
    FROM users AS u
    JOIN orders AS o ON o.user_id = u.id
    JOIN order_items AS i ON i.order_id = o.id
    GROUP BY u.id`,
  sumFirst: `
    SELECT u.id AS users, u.name, sum(o.total) AS spent, sum(i.things) AS things
    FROM users AS u
    JOIN orders AS o ON o.user_id = u.id
    JOIN (SELECT order_id, sum(quantity) AS things
          FROM order_items GROUP BY order_id) AS i ON i.order_id = o.id
    GROUP BY u.id`,

  // The first two users with their orders?
  limitRows: `
    SELECT u.id AS users, o.id AS orders, u.name, o.total
    FROM users AS u LEFT JOIN orders AS o ON o.user_id = u.id
    ORDER BY u.id, o.id LIMIT 2`,
  limitUsers: `
    SELECT u.id AS users, o.id AS orders, u.name, o.total
    FROM (SELECT id, name FROM users ORDER BY id LIMIT 2) AS u
    LEFT JOIN orders AS o ON o.user_id = u.id
    ORDER BY u.id, o.id`,

  // The users with their orders, as objects: see /objects/star.
  star: `
    SELECT * FROM users AS u LEFT JOIN orders AS o ON o.user_id = u.id
    ORDER BY u.id, o.id`,
  named: `
    SELECT u.id AS user_id, u.name, o.id AS order_id, o.total
    FROM users AS u LEFT JOIN orders AS o ON o.user_id = u.id
    ORDER BY u.id, o.id`,
};
