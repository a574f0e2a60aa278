// Broken on purpose: whoever is two edges away counts as a friend of a friend.
import { db } from './database.js';

export function follow(who, whom) {
  db.prepare('INSERT INTO follows VALUES (?, ?) ON CONFLICT DO NOTHING').run(who, whom);
}

/** The ids of people whom `who` might want to follow, in order. */
export const suggestions = (who) => db.prepare(`
  SELECT b.whom AS id
  FROM follows AS a JOIN follows AS b ON b.who = a.whom
  WHERE a.who = ? ORDER BY b.whom`).all(who).map(({ id }) => id);
