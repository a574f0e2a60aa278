// FTS5, JSON, window functions, common table expressions, dates with fixed values, generated columns, upsert.
import { DatabaseSync } from 'node:sqlite';

const db = new DatabaseSync(':memory:');
const all = (sql, ...args) => console.log(db.prepare(sql).all(...args));
db.exec("CREATE VIRTUAL TABLE doc USING fts5(title, body, tokenize = 'porter'); INSERT INTO doc VALUES ('Rate limiting', 'Limiting requests protects a server'), ('Indexes', 'An index makes searching fast'), ('Search', 'Full text search ranks documents')");
all("SELECT title FROM doc WHERE doc MATCH 'limit*' ORDER BY rank");
all("SELECT title, highlight(doc, 1, '[', ']') h, snippet(doc, 1, '<', '>', '…', 3) s, round(bm25(doc), 3) r FROM doc WHERE doc MATCH 'search' ORDER BY rank");
all("SELECT title FROM doc WHERE doc MATCH 'title:index OR (server NEAR requests)'");
try {
  all("SELECT * FROM doc WHERE doc MATCH '\"unclosed'");
} catch (error) {
  console.log(error.errcode, error.message);
}
db.exec(`CREATE TABLE event (id INTEGER PRIMARY KEY, data TEXT CHECK (json_valid(data)), kind TEXT GENERATED ALWAYS AS (data ->> 'kind') STORED); CREATE INDEX by_kind ON event (kind)`);
const insert = db.prepare('INSERT INTO event (data) VALUES (?)');
for (const event of [{ kind: 'a', n: 1, tags: ['x', 'y'] }, { kind: 'b', n: 2.5, tags: [] }, { kind: 'a', n: null }]) insert.run(JSON.stringify(event));
all("SELECT id, kind, data -> 'tags' tags, data ->> '$.n' n, json_array_length(data, '$.tags') len FROM event");
all('SELECT event.id, value FROM event, json_each(data, \'$.tags\')');
all("SELECT json_group_array(id) ids, json_group_object(id, kind) kinds, json_patch('{\"a\":1}', '{\"b\":2}') p, json_set('{}', '$.a.b', 1) s FROM event");
all('SELECT kind, count(*) n, sum(id) OVER (PARTITION BY kind) s FROM event GROUP BY kind');
all('SELECT id, row_number() OVER (ORDER BY id DESC) r, lag(id) OVER (ORDER BY id) l, ntile(2) OVER (ORDER BY id) t FROM event');
all("SELECT datetime(0, 'unixepoch') a, date('2026-01-31', '+1 month') b, strftime('%Y-%W %j %s', '2026-01-15 09:00:00') c, julianday('2026-01-15') d, time('12:00', '-90 minutes') e, unixepoch('2026-01-15T09:00:00Z') f");
db.exec('CREATE TABLE counter (name TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID, STRICT');
for (let index = 0; index < 3; index += 1) db.prepare('INSERT INTO counter VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET n = n + 1').run('hits');
all('SELECT * FROM counter');
all("SELECT printf('%05.2f|%x|%,d', 3.14159, 255, 1234567) p, substr('hello', 2, 3) s, instr('hello', 'l') i, replace('aXa', 'X', '-') r, upper('é') u, hex('hi') h, quote(x'00ff') q, round(2.5) ro, 7 / 2 d, 7 % 3 m, 'a' || 1 c, 1 = '1' e, NULL IS NULL n, coalesce(NULL, 5) co, iif(1, 'y', 'n') f, char(9731) sn, unicode('☃') un, group_concat(DISTINCT kind) g FROM event");
all('SELECT * FROM pragma_table_info(\'event\')');
console.log(Number.parseInt(db.prepare('SELECT sqlite_version() v').get().v, 10));
