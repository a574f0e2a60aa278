// One way that loses count, on purpose, and four that keep it. Each has what happens
// when a post is added or removed, and what a user's page reads.
import { setTimeout as sleep } from 'node:timers/promises';
import { get, run } from './db.js';

/** The audit log, another team's service: a change is reported before it is made. */
const audit = () => sleep(50);

const insert = (user, title) =>
  run('INSERT INTO posts (user_id, title) VALUES (?, ?)', user, title);
const remove = (id) => get('DELETE FROM posts WHERE id = ? RETURNING user_id', id);
const counter = (user) => get(
  'SELECT post_count AS n FROM users WHERE id = ? AND examined(id)', user)?.n;
const bump = (user, by) =>
  run('UPDATE users SET post_count = post_count + ? WHERE id = ?', by, user);

function transaction(step) {
  run('BEGIN');
  try {
    step(); // nothing is awaited in here
    run('COMMIT');
  } catch (error) {
    run('ROLLBACK');
    throw error;
  }
}

export const ways = {
  // Broken on purpose: what was read is old by the time it is written.
  lost: {
    async add(user, title) {
      const n = counter(user);
      await audit();
      insert(user, title);
      run('UPDATE users SET post_count = ? WHERE id = ?', n + 1, user);
    },
    async remove(id) {
      const post = get('SELECT user_id FROM posts WHERE id = ?', id);
      if (!post) return;
      const n = counter(post.user_id);
      await audit();
      remove(id);
      run('UPDATE users SET post_count = ? WHERE id = ?', n - 1, post.user_id);
    },
    shown: counter,
  },

  count: {
    async add(user, title) {
      await audit();
      insert(user, title);
    },
    async remove(id) {
      await audit();
      remove(id);
    },
    shown: (user) => get(`
      SELECT count(*) AS n FROM posts WHERE user_id = ? AND examined(user_id)`, user).n,
  },

  transaction: {
    async add(user, title) {
      await audit();
      transaction(() => {
        insert(user, title);
        bump(user, 1);
      });
    },
    async remove(id) {
      await audit();
      transaction(() => {
        const post = remove(id);
        if (post) bump(post.user_id, -1); // only if there was something to remove
      });
    },
    shown: counter,
  },
};

ways.trigger = {
  schema: `
    CREATE TRIGGER posts_added AFTER INSERT ON posts BEGIN
      UPDATE users SET post_count = post_count + 1 WHERE id = NEW.user_id;
    END;
    CREATE TRIGGER posts_removed AFTER DELETE ON posts BEGIN
      UPDATE users SET post_count = post_count - 1 WHERE id = OLD.user_id;
    END;
    CREATE TRIGGER posts_moved AFTER UPDATE OF user_id ON posts BEGIN
      UPDATE users SET post_count = post_count - 1 WHERE id = OLD.user_id;
      UPDATE users SET post_count = post_count + 1 WHERE id = NEW.user_id;
    END`,
  add: ways.count.add,
  remove: ways.count.remove,
  shown: counter,
};

ways.job = { add: ways.count.add, remove: ways.count.remove, shown: counter };

/** The job: counts all posts, and corrects what is wrong. @returns how many were */
export const reconcile = () => run(`
  UPDATE users SET post_count = truth.n
  FROM (
    SELECT u.id, count(p.id) AS n
    FROM users u LEFT JOIN posts p ON p.user_id = u.id AND examined(p.user_id)
    GROUP BY u.id
  ) AS truth
  WHERE truth.id = users.id AND post_count <> truth.n`).changes;
