const explain = 'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF)';
const joined = 'FROM users u JOIN posts p ON p.user_id = u.id';

export const few = [
  `${explain} SELECT u.name, p.title ${joined} WHERE u.id IN (7, 70, 700)`,
];

export const all = [`${explain} SELECT u.name, p.title ${joined}`];

export const ordered = [
  `${explain} SELECT u.name, p.title ${joined} ORDER BY u.id`,
  `${explain} SELECT u.name, p.title ${joined} ORDER BY u.id LIMIT 20`,
];

const numbered = (posts) => `${explain} SELECT u.name, p.id
FROM users u LEFT JOIN (
  SELECT user_id, id,
         row_number() OVER (PARTITION BY user_id ORDER BY id DESC) AS number
  FROM ${posts}
) p ON p.user_id = u.id AND p.number <= 3
WHERE u.id BETWEEN 2881 AND 2900`;
export const newest = [
  `${explain} SELECT u.name, p.id
FROM users u LEFT JOIN LATERAL (
  SELECT id FROM posts WHERE user_id = u.id ORDER BY id DESC LIMIT 3
) p ON true
WHERE u.id BETWEEN 2881 AND 2900`,
  numbered('posts'),
  numbered('posts WHERE user_id BETWEEN 2881 AND 2900'),
];

export const without = [
  `${explain} SELECT u.name FROM users u
WHERE NOT EXISTS (SELECT FROM posts p WHERE p.user_id = u.id)`,
  `${explain} SELECT u.name FROM users u
WHERE u.id NOT IN (SELECT user_id FROM posts)`,
];

export const full = [
  `SELECT u.id, p.id AS post FROM users u FULL JOIN posts p ON p.user_id < u.id`,
];

const gathered = `SELECT json_agg(json_build_object('id', p.id) ORDER BY p.id)
  FROM posts p WHERE p.user_id = u.id AND p.id < 5000`;
export const json = [
  `SELECT u.id, (
  ${gathered}
) AS posts FROM users u WHERE u.id IN (7, 2950)`,
  `SELECT u.id, coalesce((
  ${gathered}
), '[]') AS posts FROM users u WHERE u.id IN (7, 2950)`,
];
