/** An error that the server answers with 400. */
export class BadRequest extends Error {
  status = 400;
}

const places = (ids) => ids.map(() => '?').join(', ');

/** The ids of a text such as `7,3`, as numbers. */
function parse(text) {
  if (typeof text !== 'string' || !/^\d{1,9}(,\d{1,9}){0,99}$/.test(text)) {
    throw new BadRequest('ids must be 1 to 100 ids with commas between them');
  }
  return text.split(',').map(Number);
}

/** Users by id, or all of them. */
function select(db, text) {
  if (text === undefined) return db.all('SELECT id, name FROM users ORDER BY id');
  const ids = parse(text);
  return db.all(
    `SELECT id, name FROM users WHERE id IN (${places(ids)}) ORDER BY id`, ...ids);
}

/**
 * Users in order of id, with their posts in order of id if asked to.
 * `ids` is what the client has sent, as text such as `7,3`; without it, all users.
 */
export function findUsers(db, { ids, include }) {
  const users = select(db, ids);
  if (include !== 'posts' || users.length === 0) return users;

  const rows = db.all(
    `SELECT id, user_id, title FROM posts
     WHERE user_id IN (${places(users)}) ORDER BY id`,
    ...users.map((user) => user.id),
  );
  const byUser = Map.groupBy(rows, (post) => post.user_id);
  return users.map((user) => {
    const posts = byUser.get(user.id) ?? [];
    return { ...user, posts: posts.map(({ id, title }) => ({ id, title })) };
  });
}
