import { db } from './data.js';

// Which table a column's ids belong to.
const tables = {
  users: 'users', orders: 'orders', order_items: 'order_items',
  employees: 'employees', managers: 'employees',
};

const text = (value) => String(value ?? 'NULL');
const width = (lines) => Math.max(...lines.map((line) => line.length));
const pad = (lines) => lines.map((line) => line.padEnd(width(lines)));

/** Lines as wide as each other: names of columns, then a line for each row. */
function grid(names, rows) {
  const columns = names.map((name, c) =>
    pad([name, ...rows.map((row) => text(row[c]))]));
  return [0, ...rows.keys().map((r) => r + 1)]
    .map((line) => columns.map((cells) => cells[line]).join(' '));
}

/** All rows of a table by id, as they are drawn, under the names of its columns. */
function rowsOf(table) {
  const all = db.prepare(`SELECT * FROM ${table}`).all();
  const [head, ...lines] = grid(Object.keys(all[0]), all.map(Object.values));
  return { head, byId: new Map(all.map(({ id }, n) => [id, lines[n]])) };
}

/**
 * Draws which rows a query has joined: a line for each row of its result, and left of
 * it the rows it was made from. A row that is used again is not written again.
 */
export function draw(sql) {
  const statement = db.prepare(sql);
  statement.setReturnArrays(true);
  const rows = statement.all();
  const names = statement.columns().map(({ name }) => name);
  const sources = names.flatMap((name, column) =>
    Object.hasOwn(tables, name) ? [{ name, column, ...rowsOf(tables[name]) }] : []);

  // Whether line n shows the same rows as line n - 1, up to source s.
  const same = (n, s) => n > 0 && n < rows.length && sources.slice(0, s + 1)
    .every(({ column }) => rows[n][column] !== null
      && rows[n][column] === rows[n - 1][column]);

  const blocks = sources.map(({ name, column, head, byId }, s) => {
    const cells = rows.map((row, n) =>
      same(n, s) ? '' : byId.get(row[column]) ?? text(row[column]));
    // Whether the row of this line is joined to yet another one, further down.
    const more = (n) =>
      same(n + 1, s) && (!same(n + 1, s + 1) || more(n + 1));
    const last = s === sources.length - 1;
    const links = rows.map((row, n) => {
      if (last) return '';
      if (same(n, s + 1)) return more(n) ? ' │  ' : '    ';
      if (same(n, s)) return more(n) ? ' ├─ ' : ' └─ ';
      return more(n) ? '─┬─ ' : '─── ';
    });
    const lines = pad([name, head, ...cells]);
    return lines.map((line, n) => `${line} ${links[n - 2] ?? (last ? '' : '    ')}`);
  });
  const others = names.keys().toArray()
    .filter((column) => !sources.some((source) => source.column === column));
  const results = grid(
    others.map((column) => names[column]),
    rows.map((row) => others.map((column) => row[column])),
  );
  blocks.push(['result', ...results].map((line, n) => `${n < 2 ? '  ' : '→ '}${line}`));

  const lines = blocks[0].map((_, n) =>
    blocks.map((block) => block[n]).join('').trimEnd());
  const unused = sources.flatMap(({ name, column, byId }) => byId.entries()
    .filter(([id]) => !rows.some((row) => row[column] === id))
    .map(([, line]) => `${name}: ${line.trim().replace(/ +/g, ' ')}`).toArray());
  if (unused.length > 0) lines.push('', 'in no line:', ...unused);
  return `${lines.join('\n')}\n`;
}
