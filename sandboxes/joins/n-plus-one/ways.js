import DataLoader from 'dataloader';

const firstUsers = 'SELECT id, name, bio FROM users ORDER BY id LIMIT ?';

/** The posts of each of these users, in the order of the ids, in one statement. */
async function postsOf(query, ids) {
  if (ids.length === 0) return [];
  const places = ids.map(() => '?').join(', ');
  const rows = await query(
    `SELECT id, user_id, title FROM posts WHERE user_id IN (${places}) ORDER BY id`,
    ...ids,
  );
  const byUser = Map.groupBy(rows, (post) => post.user_id);
  return ids.map((user) =>
    (byUser.get(user) ?? []).map(({ id, title }) => ({ id, title })));
}

// Each way answers the same: users in order of id, each with a list of posts.
export const ways = {
  // Broken on purpose: a statement for each user.
  async loop(query, limit) {
    const users = await query(firstUsers, limit);
    for (const user of users) {
      user.posts = await query(
        'SELECT id, title FROM posts WHERE user_id = ? ORDER BY id', user.id);
    }
    return users;
  },

  async join(query, limit) {
    const rows = await query(`
      SELECT u.id AS user_id, u.name, u.bio, p.id AS post_id, p.title
      FROM (${firstUsers}) AS u LEFT JOIN posts AS p ON p.user_id = u.id
      ORDER BY u.id, p.id`, limit);
    const users = new Map();
    for (const { user_id: id, name, bio, post_id, title } of rows) {
      if (!users.has(id)) users.set(id, { id, name, bio, posts: [] });
      if (post_id !== null) users.get(id).posts.push({ id: post_id, title });
    }
    return [...users.values()];
  },

  async list(query, limit) {
    const users = await query(firstUsers, limit);
    const posts = await postsOf(query, users.map(({ id }) => id));
    return users.map((user, n) => ({ ...user, posts: posts[n] }));
  },

  async loader(query, limit) {
    const posts = new DataLoader((ids) => postsOf(query, ids));
    const users = await query(firstUsers, limit);
    return Promise.all(users.map(async (user) =>
      ({ ...user, posts: await posts.load(user.id) })));
  },

  // Broken on purpose: each load waits for its answer before the next one is asked for.
  async awaited(query, limit) {
    const posts = new DataLoader((ids) => postsOf(query, ids));
    const users = await query(firstUsers, limit);
    for (const user of users) user.posts = await posts.load(user.id);
    return users;
  },

  async json(query, limit) {
    const users = await query(`
      SELECT u.id, u.name, u.bio, (
        SELECT json_group_array(json_object('id', p.id, 'title', p.title) ORDER BY p.id)
        FROM posts AS p WHERE p.user_id = u.id
      ) AS posts
      FROM (${firstUsers}) AS u ORDER BY u.id`, limit);
    return users.map((user) => ({ ...user, posts: JSON.parse(user.posts) }));
  },
};
