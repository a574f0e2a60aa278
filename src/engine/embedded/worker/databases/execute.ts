/** Runs statements in a database for somebody outside the program: one after the other, within a time, with few rows. */
import type { ExecuteOptions, SqlCell, SqlOutcome, SqlResult } from '../../../engine.ts';
import {
  SQLITE_DBCONFIG_ENABLE_FKEY,
  SQLITE_DONE,
  SQLITE_OK,
  SQLITE_OPEN_READONLY,
  SQLITE_OPEN_READWRITE,
  SQLITE_ROW,
} from '../../../sqlite/constants.ts';
import type { Pointer } from '../../../sqlite/exports.ts';
import type { Library, OpenConnection } from '../../../sqlite/index.ts';
import { installCallbacks } from '../../../sqlite/trampolines.ts';
import { columnValue, type SqlValue } from '../../../sqlite/values.ts';

/** What `executeIn` and `executeInFile` have in common. */
interface Execution extends ExecuteOptions {
  readonly library: Library;
  /** sqlite3*. */
  readonly pointer: Pointer;
  /** The program's connection, whose functions may throw. */
  readonly connection?: OpenConnection;
  now(): number;
}

const ROWS = 200;
/** Milliseconds. */
const TIME = 5000;
/** Between two looks at the time: some milliseconds of SQLite's virtual machine. */
const STEPS = 100_000;
/** Characters of a text, and bytes of a blob, that are given. */
const LONGEST_TEXT = 2000;
const LONGEST_BLOB = 64;

/** By library: C's pointer to what says whether the time is up, and until when there is time. */
const alarms = new WeakMap<Library, { readonly pointer: Pointer; up: () => boolean }>();

/** On the program's own connection: a database in memory has no other. */
export function executeIn(
  connection: OpenConnection,
  schema: string,
  sql: string,
  options: ExecuteOptions,
  now: () => number,
): SqlOutcome {
  const { library, pointer } = connection;
  if (library.exports.sqlite3_get_autocommit(pointer) === 0 && !options.readOnly)
    return failed('The program is in the middle of a transaction, and this would become part of it.');
  if (schema !== 'main')
    return failed(`It is attached as ${schema} to another database: run the statement in that one.`);
  connection.pool.clear();
  return execute({ ...options, library, pointer, connection, now }, sql);
}

/** On a connection of its own to the file at `path`, as another program would. */
export function executeInFile(
  library: Library,
  path: string,
  sql: string,
  options: ExecuteOptions,
  now: () => number,
): SqlOutcome {
  return withFile(library, path, options.readOnly === true, (pointer) =>
    execute({ ...options, library, pointer, now }, sql),
  );
}

/** Opens a file for writing, so that SQLite finishes what its journals began, and closes it. */
export function finish(library: Library, path: string): void {
  const { exports, heap } = library;
  withFile(library, path, false, (pointer) => {
    heap.withText('PRAGMA schema_version', (text) => exports.sqlite3_exec(pointer, text, 0, 0, 0));
    return failed('');
  });
}

function withFile(
  { exports, heap, out }: Library,
  path: string,
  readOnly: boolean,
  use: (pointer: Pointer) => SqlOutcome,
): SqlOutcome {
  const flags = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const code = heap.withText(path, (text) => exports.sqlite3_open_v2(text, out, flags, 0));
  const pointer = heap.word(out);
  try {
    if (code !== SQLITE_OK) return failed(heap.terminatedText(exports.sqlite3_errmsg(pointer)));
    exports.sqlite3__wasm_db_config_ip(pointer, SQLITE_DBCONFIG_ENABLE_FKEY, 1, 0);
    return use(pointer);
  } finally {
    exports.sqlite3_close_v2(pointer);
  }
}

function execute(execution: Execution, sql: string): SqlOutcome {
  const { library, pointer, now, time = TIME } = execution;
  const { exports, heap } = library;
  const end = now() + time;
  const alarm = alarmOf(library);
  alarm.up = () => now() > end;
  exports.sqlite3_progress_handler(pointer, STEPS, alarm.pointer, 0);
  const outside = exports.sqlite3_get_autocommit(pointer) !== 0;
  const text = heap.storeText(sql);
  const results: SqlResult[] = [];
  try {
    for (let at = text; ;) {
      const { statement, tail, error } = prepare(execution, at);
      if (error !== null) return { results, error, interrupted: false };
      if (statement === 0) {
        if (heap.bytes[tail] === 0) break;
      } else {
        const { result, error: problem } = run(execution, statement);
        if (problem !== null) return { results, error: problem, interrupted: alarm.up() };
        results.push(result);
      }
      at = tail;
    }
    if (!outside || exports.sqlite3_get_autocommit(pointer) !== 0) return { results, error: null, interrupted: false };
    const error = 'The transaction that was begun was not committed with the same statements: it was rolled back.';
    return { results, error, interrupted: false };
  } finally {
    exports.sqlite3_progress_handler(pointer, 0, 0, 0);
    if (outside && exports.sqlite3_get_autocommit(pointer) === 0)
      heap.withText('ROLLBACK', (rollback) => exports.sqlite3_exec(pointer, rollback, 0, 0, 0));
    heap.free(text);
  }
}

function prepare(
  { library: { exports, heap, out }, pointer, readOnly }: Execution,
  at: Pointer,
): { statement: Pointer; tail: Pointer; error: string | null } {
  const code = exports.sqlite3_prepare_v2(pointer, at, -1, out, out + 4);
  const tail = heap.word(out + 4);
  if (code !== SQLITE_OK) return { statement: 0, tail, error: heap.terminatedText(exports.sqlite3_errmsg(pointer)) };
  const statement = heap.word(out);
  if (statement === 0 || !readOnly || exports.sqlite3_stmt_readonly(statement) !== 0)
    return { statement, tail, error: null };
  exports.sqlite3_finalize(statement);
  return { statement: 0, tail, error: 'attempt to write a readonly database' };
}

function run(execution: Execution, statement: Pointer): { result: SqlResult; error: string | null } {
  const { library, pointer, connection, rows: limit = ROWS } = execution;
  const { exports, heap } = library;
  const before = exports.sqlite3_total_changes64(pointer);
  const count = exports.sqlite3_column_count(statement);
  const rows: SqlCell[][] = [];
  let more = false;
  let code: number;
  while ((code = exports.sqlite3_step(statement)) === SQLITE_ROW) {
    more = rows.length === limit;
    // What changes something has to be run to its end.
    if (more && exports.sqlite3_stmt_readonly(statement) !== 0) break;
    if (!more) rows.push(columnsOf(count, (column) => cellOf(columnValue(library, statement, column, true))));
  }
  let error = code === SQLITE_ROW || code === SQLITE_DONE ? null : heap.terminatedText(exports.sqlite3_errmsg(pointer));
  try {
    connection?.rethrow();
  } catch (thrown) {
    error = thrown instanceof Error ? thrown.message : String(thrown);
  }
  const result: SqlResult = {
    columns: columnsOf(count, (column) => heap.terminatedText(exports.sqlite3_column_name(statement, column))),
    rows,
    more,
    changes: Number(exports.sqlite3_total_changes64(pointer) - before),
    parameters: columnsOf(
      exports.sqlite3_bind_parameter_count(statement),
      (index) => heap.nullableText(exports.sqlite3_bind_parameter_name(statement, index + 1)) ?? '?',
    ),
  };
  exports.sqlite3_finalize(statement);
  return { result, error };
}

function alarmOf(library: Library) {
  let alarm = alarms.get(library);
  if (!alarm) {
    const call = (): number => (alarm!.up() ? 1 : 0);
    const { xProgress: pointer } = installCallbacks(library.exports, { xProgress: { type: 'ii', call } });
    alarm = { pointer, up: () => false };
    alarms.set(library, alarm);
  }
  return alarm;
}

const columnsOf = <Item>(count: number, item: (column: number) => Item): Item[] =>
  Array.from({ length: count }, (_, column) => item(column));

function cellOf(value: SqlValue): SqlCell {
  if (value === null) return { type: 'null', text: 'NULL' };
  if (typeof value === 'bigint') return { type: 'integer', text: String(value) };
  if (typeof value === 'number') return { type: 'real', text: realText(value) };
  if (typeof value === 'string') {
    if (value.length <= LONGEST_TEXT) return { type: 'text', text: value };
    return { type: 'text', text: value.slice(0, LONGEST_TEXT), length: value.length };
  }
  const hex = [...value.subarray(0, LONGEST_BLOB)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { type: 'blob', text: hex, ...(value.length > LONGEST_BLOB && { length: value.length }) };
}

/** A real number is told from an integer, as SQLite writes it. */
function realText(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'Inf' : '-Inf';
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

const failed = (error: string): SqlOutcome => ({ results: [], error, interrupted: false });
