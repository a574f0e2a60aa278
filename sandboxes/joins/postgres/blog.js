import { PGlite } from '@electric-sql/pglite';

export const db = await PGlite.create(); // in memory, with one connection

/** 3,000 users, of whom the last 100 have no post; the others have ten or eleven each. */
await db.exec(`
  CREATE TABLE users (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL
  );
  CREATE TABLE posts (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id),
    title   text NOT NULL
  );
  INSERT INTO users (name) SELECT 'User ' || i FROM generate_series(1, 3000) AS n (i);
  INSERT INTO posts (user_id, title)
  SELECT 1 + i * 7919 % 2900, 'Post ' || i FROM generate_series(1, 30000::bigint) AS n (i);
  CREATE INDEX posts_by_user ON posts (user_id, id);
`);
await db.exec('VACUUM ANALYZE');
