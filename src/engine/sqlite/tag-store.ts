import type { Connection } from './connection.ts';
import { invalidArgumentType, invalidArgumentValue, outOfRange } from './errors.ts';
import { createBrand, defineMethods, getters, internalClass } from './native.ts';
import { createIterator, createStatement, statementOf } from './statement-class.ts';
import { Statement } from './statement.ts';

/** The state of an SQLTagStore: statements by their text, the one used longest ago first. */
interface TagStore {
  readonly connection: Connection;
  readonly database: object;
  readonly capacity: number;
  readonly statements: Map<string, object>;
}

const stores = createBrand<TagStore>();
const SQLTagStore = internalClass('SQLTagStore');
const defaultCapacity = 1000;
const largestCapacity = 0x7fffffff;

/** The StatementSync for a template, from the store or new. */
function prepare({ connection, database, capacity, statements }: TagStore, args: unknown[]): object {
  const [strings] = args;
  if (!Array.isArray(strings)) {
    throw invalidArgumentType('First argument must be an array of strings (template literal).');
  }
  const count = args.length - 1;
  let sql = '';
  strings.forEach((part: unknown, index) => {
    if (typeof part !== 'string') throw invalidArgumentType('Template literal parts must be strings.');
    sql += index < count ? `${part}?` : part;
  });
  let object = statements.get(sql);
  if (object !== undefined) {
    statements.delete(sql);
    if (statementOf(object).finalized) object = undefined;
  }
  if (object === undefined) {
    object = createStatement(new Statement(connection, sql, connection.statementSettings), database);
    if (statements.size >= capacity) {
      for (const oldest of statements.keys()) {
        statements.delete(oldest);
        break;
      }
    }
  }
  statements.set(sql, object);
  return object;
}

/** Prepares the template's statement, binds its values and hands both to `use`. */
function execute<Result>(
  self: unknown,
  args: unknown[],
  use: (statement: Statement, compiled: ReturnType<Statement['begin']>, holder: object) => Result,
): Result {
  const store = stores.get(self);
  store.connection.requireOpen();
  const object = prepare(store, args);
  const statement = statementOf(object);
  if (statement.compiled.parameterNames.length !== args.length - 1) {
    throw invalidArgumentValue('SQLite parameters must be bound using template literal placeholders.');
  }
  return use(statement, statement.begin(args.slice(1), false), object);
}

defineMethods(SQLTagStore.prototype, {
  get: (self, args) => execute(self, args, (statement, compiled) => statement.get(compiled)),
  all: (self, args) => execute(self, args, (statement, compiled) => statement.all(compiled)),
  iterate: (self, args) =>
    execute(self, args, (statement, compiled, holder) => {
      statement.beginIteration(compiled);
      return createIterator(statement, holder);
    }),
  run: (self, args) => execute(self, args, (statement, compiled) => statement.run(compiled)),
  clear: (self) => stores.get(self).statements.clear(),
});

const properties = getters({
  capacity: (self) => stores.get(self).capacity,
  db: (self) => stores.get(self).database,
  size: (self) => stores.get(self).statements.size,
});

/** DatabaseSync.prototype.createTagStore([maxSize]). */
export function createTagStore(connection: Connection, database: object, args: unknown[]): object {
  connection.requireOpen();
  const capacity = args[0] === undefined ? defaultCapacity : requireCapacity(args[0]);
  const object = Object.create(SQLTagStore.prototype) as object;
  stores.set(object, { connection, database, capacity, statements: new Map() });
  return Object.defineProperties(object, properties);
}

function requireCapacity(value: unknown): number {
  const message = 'The "maxSize" argument must be a positive integer.';
  if (typeof value !== 'number') throw invalidArgumentType(message);
  if (!Number.isInteger(value) || value < 1 || value > largestCapacity) throw outOfRange(message);
  return value;
}
