import { requireBoolean, type StatementSettings } from './arguments.ts';
import { createBrand, defineMethods, getters, internalClass } from './native.ts';
import { invalidState } from './errors.ts';
import type { Row, Statement } from './statement.ts';

const statements = createBrand<Statement>();

/** The state of an iterator: which run of which statement it reads. */
interface Iteration {
  readonly statement: Statement;
  /** Keeps the StatementSync, and with it the compiled statement, while the iterator is used. */
  readonly holder: object;
  readonly generation: number;
  done: boolean;
}

const iterations = createBrand<Iteration>();

export const StatementSync = internalClass('StatementSync');
const StatementSyncIterator = internalClass('StatementSyncIterator');

function usable(object: unknown): Statement {
  const statement = statements.get(object);
  statement.requireUsable();
  return statement;
}

function setting(name: string, field: keyof StatementSettings) {
  return (self: unknown, [value]: unknown[]) => {
    usable(self).settings[field] = requireBoolean(value, name);
  };
}

defineMethods(StatementSync.prototype, {
  iterate(self, parameters) {
    const statement = statements.get(self);
    statement.beginIteration(statement.begin(parameters));
    return createIterator(statement, self as object);
  },
  all(self, parameters) {
    const statement = statements.get(self);
    return statement.all(statement.begin(parameters));
  },
  get(self, parameters) {
    const statement = statements.get(self);
    return statement.get(statement.begin(parameters));
  },
  run(self, parameters) {
    const statement = statements.get(self);
    return statement.run(statement.begin(parameters));
  },
  columns: (self) => columns(usable(self)),
  setAllowBareNamedParameters: setting('allowBareNamedParameters', 'bareNames'),
  setAllowUnknownNamedParameters: setting('enabled', 'unknownNames'),
  setReadBigInts: setting('readBigInts', 'readBigInts'),
  setReturnArrays: setting('returnArrays', 'returnArrays'),
});

const statementProperties = getters({
  sourceSQL: (self) => {
    const { compiled, connection } = usable(self);
    const { exports, heap } = connection.library;
    return heap.terminatedText(exports.sqlite3_sql(compiled.pointer));
  },
  expandedSQL: (self) => usable(self).expandedSql,
});

/** The state of a StatementSync. */
export const statementOf = statements.get;

/** A DatabaseSync lives as long as its StatementSync objects: collecting it as garbage would close the connection. */
const databases = new WeakMap<object, object>();

/** A StatementSync object of a DatabaseSync. */
export function createStatement(statement: Statement, database: object): object {
  const object = Object.create(StatementSync.prototype) as object;
  statements.set(object, statement);
  statement.holdFor(object);
  databases.set(object, database);
  return Object.defineProperties(object, statementProperties);
}

function columns({ compiled, connection }: Statement): object[] {
  const { exports, heap } = connection.library;
  const { pointer } = compiled;
  return Array.from(
    { length: exports.sqlite3_column_count(pointer) },
    (_, column) =>
      Object.setPrototypeOf(
        {
          column: heap.nullableText(exports.sqlite3_column_origin_name(pointer, column)),
          database: heap.nullableText(exports.sqlite3_column_database_name(pointer, column)),
          name: heap.terminatedText(exports.sqlite3_column_name(pointer, column)),
          table: heap.nullableText(exports.sqlite3_column_table_name(pointer, column)),
          type: heap.nullableText(exports.sqlite3_column_decltype(pointer, column)),
        },
        null,
      ) as object,
  );
}

// Iterator.prototype, without the global `Iterator`, which not every browser has.
const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;
Object.setPrototypeOf(StatementSyncIterator.prototype, iteratorPrototype);

function step(done: boolean, value: Row | null): object {
  return Object.setPrototypeOf({ done, value }, null) as object;
}

defineMethods(StatementSyncIterator.prototype, {
  next(self) {
    const iteration = iterations.get(self);
    const { statement } = iteration;
    statement.requireUsable();
    if (iteration.done) return step(true, null);
    if (statement.generation !== iteration.generation) throw invalidState('iterator was invalidated');
    const row = statement.next();
    if (row !== undefined) return step(false, row);
    iteration.done = true;
    return step(true, null);
  },
  return(self) {
    const iteration = iterations.get(self);
    iteration.statement.requireUsable();
    iteration.statement.endIteration();
    iteration.done = true;
    return step(true, null);
  },
});

/** The iterator over the run that a statement has begun; `holder` is its StatementSync. */
export function createIterator(statement: Statement, holder: object): object {
  const object = Object.create(StatementSyncIterator.prototype) as object;
  iterations.set(object, { statement, holder, generation: statement.generation, done: false });
  return object;
}
