/**
 * Looks into the SQLite databases of the program from outside. A database in a file is copied as its bytes, its journals
 * with it: what another process would find there, whatever connections are in the middle of. One in memory is copied
 * through its connection, which SQLite does without a trace in it. Neither asks the program anything.
 */
import type { DatabaseAnswer, DatabaseWish, FoundDatabase } from '../../protocol/databases.ts';
import { SQLITE_OK, SQLITE_ROW } from '../../../sqlite/constants.ts';
import type { Library, OpenConnection } from '../../../sqlite/index.ts';
import { databaseFiles, databaseSize, isDatabase, LARGEST_COPY } from '../files/database-files.ts';
import type { FileSystem } from '../vfs/file-system.ts';
import { executeIn, executeInFile, finish } from './execute.ts';

export interface LookContext {
  /** Undefined when the program has not asked for SQLite. */
  readonly library: Library | undefined;
  readonly files: FileSystem;
  /** The files that SQLite has opened here. */
  readonly paths: Iterable<string>;
  /** Milliseconds of the machine: the program's clock may stand still. */
  now(): number;
}

interface Looked {
  readonly answer: DatabaseAnswer;
  readonly transfer: ArrayBuffer[];
}

/** By these numbers others know the connections whose databases are in memory. */
const numbers = new WeakMap<OpenConnection, number>();
let lastNumber = 0;

export function look(context: LookContext, wish: DatabaseWish): Looked {
  try {
    const answer = answerTo(context, wish);
    return { answer, transfer: 'files' in answer ? answer.files.filter((file) => file !== null) : [] };
  } catch (error) {
    return { answer: { problem: (error as Error).message }, transfer: [] };
  }
}

function answerTo(context: LookContext, wish: DatabaseWish): DatabaseAnswer {
  const { library, files } = context;
  if (wish.type === 'list') return { databases: list(context, wish.paths) };
  if (!library) return { problem: 'The program has not opened a database.' };
  if (wish.type === 'put') {
    wish.files.forEach((bytes, index) => {
      const path = wish.path + (['', '-wal', '-journal'][index] ?? '');
      if (bytes !== null) files.mount(path, bytes);
      else if (files.find(path)) files.unlink(path);
    });
    finish(library, wish.path);
    return { id: wish.path };
  }
  if (wish.id.startsWith('/')) {
    const size = databaseSize(files, wish.id);
    if (size === undefined) return { problem: `${wish.id} is no longer there.` };
    if (wish.type === 'execute')
      return { outcome: executeInFile(library, wish.id, wish.sql, wish.options, context.now) };
    return size > LARGEST_COPY ? tooLarge(size) : { files: databaseFiles(files, wish.id) };
  }
  const [, number, schema = 'main'] = /^memory:(\d+):(.*)$/s.exec(wish.id) ?? [];
  const connection = [...library.connections].find((each) => numbers.get(each) === Number(number));
  if (!connection) return { problem: 'The program has closed this database, which was in memory.' };
  return undisturbed(connection, () => {
    if (wish.type === 'execute') return { outcome: executeIn(connection, schema, wish.sql, wish.options, context.now) };
    const size = sizeInMemory(connection, schema);
    if (size > LARGEST_COPY) return tooLarge(size);
    // SQLite would begin an empty one, and a program could no longer choose its page size.
    return { files: [size === 0 ? new ArrayBuffer(0) : serialized(connection, schema), null, null] };
  });
}

function list({ library, files, paths }: LookContext, known: readonly string[]): FoundDatabase[] {
  const found = new Map<string, FoundDatabase>();
  const add = (path: string, open: boolean, schema: string, transaction: boolean): void => {
    const bytes = databaseSize(files, path);
    const before = found.get(path);
    if (bytes === undefined) return;
    found.set(path, {
      ...{ id: path, path, bytes, schema: before?.schema ?? schema },
      ...{ open: open || before?.open === true, transaction: transaction || before?.transaction === true },
    });
  };
  for (const connection of library?.connections ?? []) {
    const { exports, heap } = library!;
    const { pointer } = connection;
    const transaction = exports.sqlite3_get_autocommit(pointer) === 0;
    for (let index = 0; ; index += 1) {
      const schema = heap.nullableText(exports.sqlite3_db_name(pointer, index));
      if (schema === null) break;
      if (schema === 'temp') continue;
      const path = heap.withText(schema, (name) => heap.terminatedText(exports.sqlite3_db_filename(pointer, name)));
      if (path !== '') add(path, true, schema, transaction);
      else {
        const bytes = undisturbed(connection, () => sizeInMemory(connection, schema));
        const id = `memory:${numberOf(connection)}:${schema}`;
        found.set(id, { id, path: null, schema, bytes, open: true, transaction });
      }
    }
  }
  for (const path of [...paths, ...known]) if (isDatabase(path)) add(path, false, 'main', false);
  return [...found.values()];
}

function numberOf(connection: OpenConnection): number {
  const number = numbers.get(connection) ?? (lastNumber += 1);
  numbers.set(connection, number);
  return number;
}

/** Does something with a connection of the program's whose authorizer, and nobody else, would hear of it. */
function undisturbed<Result>(connection: OpenConnection, work: () => Result): Result {
  const { authorizer } = connection;
  connection.authorizer = null;
  try {
    return work();
  } finally {
    connection.authorizer = authorizer;
  }
}

/** Bytes of a database in memory; 0 before anything is in it. */
function sizeInMemory(connection: OpenConnection, schema: string): number {
  const number = (pragma: string) => pragmaValue(connection, `PRAGMA "${schema.replaceAll('"', '""')}".${pragma}`);
  return number('page_count') * number('page_size');
}

function pragmaValue({ library: { exports, heap, out }, pointer }: OpenConnection, sql: string): number {
  const code = heap.withText(sql, (text) => exports.sqlite3_prepare_v2(pointer, text, -1, out, 0));
  const statement = code === SQLITE_OK ? heap.word(out) : 0;
  try {
    if (statement === 0 || exports.sqlite3_step(statement) !== SQLITE_ROW)
      throw new Error(heap.terminatedText(exports.sqlite3_errmsg(pointer)));
    return Number(exports.sqlite3_column_int64(statement, 0));
  } finally {
    exports.sqlite3_finalize(statement);
  }
}

function serialized({ library: { exports, heap, out }, pointer }: OpenConnection, schema: string): ArrayBuffer {
  const data = heap.withText(schema, (name) => exports.sqlite3_serialize(pointer, name, out, 0));
  if (data === 0) throw new Error(heap.terminatedText(exports.sqlite3_errmsg(pointer)));
  const bytes = heap.copy(data, Number(heap.longs[out >> 3]));
  exports.sqlite3_free(data);
  return bytes.buffer;
}

const tooLarge = (size: number): DatabaseAnswer => ({
  problem: `It has ${Math.ceil(size / 2 ** 20)} MiB, and more than 64 MiB are not copied.`,
});
