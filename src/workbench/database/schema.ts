/** What is in a database, read with SQL: its tables with columns, indexes and how many rows they have. */
import type { SqlOutcome, SqlResult } from '../../engine/engine.ts';
import { literal, quoted } from './names.ts';

export interface ColumnInfo {
  readonly name: string;
  /** As it was declared; may be empty. */
  readonly type: string;
  readonly notNull: boolean;
  /** The SQL of its default value, if it has one. */
  readonly defaultValue: string | null;
  /** Its place in the primary key from 1 on; 0 when it is not part of it. */
  readonly primaryKey: number;
  readonly generated: boolean;
  /** The table and column that it refers to: `customers (id)`. */
  readonly references: string | null;
}

export interface IndexInfo {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
  /** The condition of a partial index is in its SQL. */
  readonly partial: boolean;
  /** Made by `CREATE INDEX`, or for UNIQUE or PRIMARY KEY. */
  readonly origin: 'statement' | 'unique' | 'primary key';
  /** Empty when it was made for a constraint. */
  readonly sql: string;
}

export interface TableInfo {
  readonly name: string;
  readonly kind: 'table' | 'view' | 'virtual' | 'shadow';
  readonly strict: boolean;
  readonly columns: readonly ColumnInfo[];
  readonly indexes: readonly IndexInfo[];
  /** What tells one row from another: a name of the rowid or the primary key; `null` when there is no such thing. */
  readonly key: readonly string[] | null;
  /** How many rows there are; `null` when counting them took too long or failed. */
  readonly rows: number | null;
}

/** Tables beyond these are not shown. */
export const LARGEST_SCHEMA = 500;

const TABLES = 'pragma_table_list AS t';
const SHOWN = "t.schema = 'main' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

/** Four results: tables, columns, indexes with their columns, references. */
export const SCHEMA_SQL = `
SELECT t.name, t.type, t.wr, t.strict FROM ${TABLES}
  WHERE ${SHOWN} ORDER BY t.type = 'shadow', t.name LIMIT ${LARGEST_SCHEMA};
SELECT t.name AS "table", c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
  FROM ${TABLES} JOIN pragma_table_xinfo(t.name) AS c WHERE ${SHOWN} AND c.hidden <> 1 ORDER BY t.name, c.cid;
SELECT t.name AS "table", i.name, i."unique", i.origin, i.partial, x.name AS "column", s.sql
  FROM ${TABLES} JOIN pragma_index_list(t.name) AS i JOIN pragma_index_xinfo(i.name) AS x
  LEFT JOIN sqlite_schema AS s ON s.type = 'index' AND s.name = i.name
  WHERE ${SHOWN} AND x.key AND t.type NOT IN ('view', 'virtual') ORDER BY t.name, i.seq, x.seqno;
SELECT t.name AS "table", f."from", f."table" AS target, f."to"
  FROM ${TABLES} JOIN pragma_foreign_key_list(t.name) AS f WHERE ${SHOWN};
`;

/** So many rows have the results of `SCHEMA_SQL` at most. */
export const SCHEMA_ROWS = 20_000;

/** @param outcome of `SCHEMA_SQL`; without the numbers of rows */
export function readSchema({ results: [tables, columns, indexes, references] }: SqlOutcome): TableInfo[] {
  const columnsOf = grouped(columns, 'table');
  const indexesOf = grouped(indexes, 'table');
  const referencesOf = grouped(references, 'table');
  return records(tables).map(({ name = '', type, wr, strict }) => {
    const own = (columnsOf.get(name) ?? []).map((column) => readColumn(column, referencesOf.get(name) ?? []));
    const kind = type === 'view' || type === 'virtual' || type === 'shadow' ? type : 'table';
    return {
      ...{ name, kind, strict: strict === '1', rows: null },
      columns: own,
      indexes: readIndexes(indexesOf.get(name) ?? []),
      key: kind === 'view' ? null : keyOf(own, wr === '1'),
    };
  });
}

/** One result per table, as far as there was time. */
export const countSql = (tables: readonly TableInfo[]): string =>
  tables.map(({ name }) => `SELECT count(*) FROM main.${quoted(name)};`).join('\n');

/** @param results of `countSql`, of the first tables */
export function withCounts(tables: readonly TableInfo[], results: readonly SqlResult[]): TableInfo[] {
  return tables.map((table, index) => {
    const count = results[index]?.rows[0]?.[0]?.text;
    return count === undefined ? table : { ...table, rows: Number(count) };
  });
}

/** The SQL that a table was made by. */
export const definitionSql = (name: string): string =>
  `SELECT sql FROM sqlite_schema WHERE name = ${literal(name)} AND type IN ('table', 'view')`;

function readColumn(column: Row, references: readonly Row[]): ColumnInfo {
  const { name = '', type = '', notnull, dflt_value: defaultValue = null, pk, hidden } = column;
  const target = references.find(({ from }) => from === name);
  const to = target?.['to'] ?? null;
  return {
    ...{ name, type, defaultValue },
    notNull: notnull === '1',
    primaryKey: Number(pk),
    generated: hidden === '2' || hidden === '3',
    references: target ? `${target['target']}${to === null ? '' : ` (${to})`}` : null,
  };
}

function readIndexes(rows: readonly Row[]): IndexInfo[] {
  const names = [...new Set(rows.map(({ name }) => name ?? ''))];
  return names.map((name) => {
    const own = rows.filter((row) => row['name'] === name);
    const { unique, origin, partial, sql } = own[0]!;
    return {
      name,
      // An expression has no name; it is in the SQL.
      columns: own.map(({ column }) => column ?? 'an expression'),
      unique: unique === '1',
      partial: partial === '1',
      origin: origin === 'u' ? 'unique' : origin === 'pk' ? 'primary key' : 'statement',
      sql: sql ?? '',
    };
  });
}

function keyOf(columns: readonly ColumnInfo[], withoutRowid: boolean): string[] | null {
  if (withoutRowid)
    return columns
      .filter(({ primaryKey }) => primaryKey > 0)
      .sort((one, other) => one.primaryKey - other.primaryKey)
      .map(({ name }) => name);
  // A column may have the name of the rowid, and then it is the column.
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  const free = ['rowid', '_rowid_', 'oid'].find((name) => !taken.has(name));
  return free === undefined ? null : [free];
}

/** A row by the names of its columns; what is NULL is left out. */
type Row = Readonly<Record<string, string | undefined>>;

function records(result: SqlResult | undefined): Row[] {
  if (result === undefined) return [];
  return result.rows.map((row) =>
    Object.fromEntries(
      row.flatMap(({ type, text }, index) => (type === 'null' ? [] : [[result.columns[index] ?? '', text]])),
    ),
  );
}

function grouped(result: SqlResult | undefined, by: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of records(result)) {
    const key = row[by] ?? '';
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
