/** Each B-tree of a database: its pages of 4,096 bytes, its levels root to leaf. */
export function trees(db) {
  return db.prepare(`
    SELECT name,
           count(*) AS pages,
           max(length(path) - length(replace(path, '/', ''))) AS levels
    FROM dbstat
    WHERE name <> 'sqlite_schema'
    GROUP BY name
    ORDER BY name
  `).all();
}

/**
 * How many index entries a statement adds and removes for each row it writes. SQLite
 * compiles a statement to a program; these two opcodes are its writes to an index.
 */
export function indexWrites(db, sql) {
  const program = db.prepare(`EXPLAIN ${sql}`).all();
  const count = (opcode) => program.filter((step) => step.opcode === opcode).length;
  return { sql, added: count('IdxInsert'), removed: count('IdxDelete') };
}
