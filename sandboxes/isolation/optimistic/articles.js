import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
db.exec(`
  CREATE TABLE articles (
    id INTEGER PRIMARY KEY, text TEXT NOT NULL, version INTEGER NOT NULL
  ) STRICT;
  INSERT INTO articles VALUES (1, 'first draft', 1)`);

const select = db.prepare('SELECT id, text, version FROM articles WHERE id = ?');
export const find = (id) => select.get(id);

// Another service reads the text: may it be saved? That takes longer for a longer one.
const permission = (text) => sleep(20 + text.length);

/** Each saves what was read as `version`. @returns the new version; null: too late */
export const ways = {
  // Broken on purpose: by the time it writes, what it has compared is old.
  before: async (id, text, version) => {
    if (find(id).version !== version) return null;
    await permission(text);
    return db.prepare(`
      UPDATE articles SET text = ?, version = version + 1 WHERE id = ?
      RETURNING version`).get(text, id).version;
  },

  // The comparison is in the statement that writes. No row: somebody was faster.
  inside: async (id, text, version) => {
    await permission(text);
    return db.prepare(`
      UPDATE articles SET text = ?, version = version + 1
      WHERE id = ? AND version = ?
      RETURNING version`).get(text, id, version)?.version ?? null;
  },
};
