/** What is different in a table from what it was, with SQL: the earlier copy is attached as `before`. */
import type { SqlCell, SqlResult } from '../../engine/engine.ts';
import { literal, quoted } from './names.ts';
import type { TableInfo } from './schema.ts';

/** Rows that have come, are different, are gone. */
export interface TableChanges {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

export interface MarkedRow {
  readonly cells: readonly SqlCell[];
  readonly mark: 'new' | 'changed' | null;
  /** Which of the cells are different. */
  readonly changed: readonly boolean[];
}

/** A table and what it was. */
export interface Compared {
  readonly now: TableInfo;
  /** `null` when there is nothing to compare with. */
  readonly before: TableInfo | null;
}

/** Columns of a table that are shown. */
export const SHOWN_COLUMNS = 100;

export const attachSql = (path: string): string => `ATTACH ${literal(path)} AS before;\n`;

/** Whether rows of the one can be told from rows of the other by the same key. */
export function isComparable({ now, before }: Compared): boolean {
  return before !== null && now.key !== null && String(now.key) === String(before.key) && now.kind !== 'view';
}

/** Three counts: what is new, changed, gone. */
export function changesSql(compared: Compared): string {
  const { now } = compared;
  const join = `main.${quoted(now.name)} AS n LEFT JOIN before.${quoted(now.name)} AS b ON ${sameKey(now)}`;
  const gone = `before.${quoted(now.name)} AS b WHERE NOT EXISTS (SELECT 1 FROM main.${quoted(now.name)} AS n WHERE ${sameKey(now)})`;
  const different =
    differences(compared)
      .filter((each) => each !== '0')
      .join(' OR ') || '0';
  return `SELECT count(*) FILTER (WHERE ${isNew(now)}), count(*) FILTER (WHERE NOT (${isNew(now)}) AND (${different})),
  (SELECT count(*) FROM ${gone}) FROM ${join};`;
}

export function readChanges(result: SqlResult | undefined): TableChanges | null {
  const [added, changed, removed] = result?.rows[0] ?? [];
  if (!added || !changed || !removed) return null;
  return { added: Number(added.text), changed: Number(changed.text), removed: Number(removed.text) };
}

/**
 * A page of rows, the shown columns first; where they can be compared, then whether the row is new and, for each column,
 * whether it is different.
 *
 * @param only rows that are new or changed
 */
export function rowsSql(compared: Compared, from: number, count: number, only: boolean): string {
  const { now } = compared;
  const columns = shown(now).map((name) => `n.${quoted(name)}`);
  const order = now.key === null ? '' : ` ORDER BY ${now.key.map((name) => `n.${quoted(name)}`).join(', ')}`;
  const page = `${order} LIMIT ${count} OFFSET ${from};`;
  if (!isComparable(compared)) return `SELECT ${columns.join(', ')} FROM main.${quoted(now.name)} AS n${page}`;
  const different = differences(compared);
  const any = [isNew(now), ...different.filter((each) => each !== '0')].join(' OR ');
  return `SELECT ${[...columns, isNew(now), ...different].join(', ')} FROM main.${quoted(now.name)} AS n
  LEFT JOIN before.${quoted(now.name)} AS b ON ${sameKey(now)}${only ? ` WHERE ${any}` : ''}${page}`;
}

/** Rows that are gone, as they were. */
export function removedSql({ now }: Compared, count: number): string {
  const columns = shown(now).map((name) => `b.${quoted(name)}`);
  return `SELECT ${columns.join(', ')} FROM before.${quoted(now.name)} AS b
  WHERE NOT EXISTS (SELECT 1 FROM main.${quoted(now.name)} AS n WHERE ${sameKey(now)}) LIMIT ${count};`;
}

/** @param result of `rowsSql` */
export function readRows(compared: Compared, { rows }: SqlResult): MarkedRow[] {
  const count = shown(compared.now).length;
  return rows.map((row) => {
    const cells = row.slice(0, count);
    const isTrue = (cell: SqlCell | undefined) => cell?.text === '1';
    const changed = row.slice(count + 1).map(isTrue);
    if (isTrue(row[count])) return { cells, mark: 'new', changed: [] };
    return { cells, mark: changed.includes(true) ? 'changed' : null, changed };
  });
}

export const shown = ({ columns }: TableInfo): string[] => columns.slice(0, SHOWN_COLUMNS).map(({ name }) => name);

const sameKey = ({ key }: TableInfo): string =>
  (key ?? []).map((name) => `b.${quoted(name)} IS n.${quoted(name)}`).join(' AND ');

const isNew = ({ key }: TableInfo): string => `b.${quoted(key?.[0] ?? '')} IS NULL`;

/** For each shown column whether it is different; a column that was not there before is not. */
function differences({ now, before }: Compared): string[] {
  const known = new Set(before?.columns.map(({ name }) => name));
  return shown(now).map((name) => (known.has(name) ? `n.${quoted(name)} IS NOT b.${quoted(name)}` : '0'));
}
