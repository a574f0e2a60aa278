import type { Connection, SessionHandle } from './connection.ts';
import { isObject, requireString } from './arguments.ts';
import { invalidArgumentType, invalidState } from './errors.ts';
import { createBrand, defineDispose, defineMethods, internalClass } from './native.ts';

/** The state of a Session object. */
interface SessionState {
  /** The DatabaseSync, which must not be garbage-collected before the session: that would close the connection. */
  readonly database: object;
  readonly connection: Connection;
  readonly handle: SessionHandle;
  /** How many calls are reading from the session: meanwhile an authorizer may call back into the program. */
  readers: number;
}

const sessions = createBrand<SessionState>();

export const Session = internalClass('Session');

function usable(object: unknown): SessionState {
  const state = sessions.get(object);
  state.connection.requireOpen();
  if (state.handle.pointer === 0) throw invalidState('session is not open');
  return state;
}

type Generator = 'sqlite3session_changeset' | 'sqlite3session_patchset';

function changes(object: unknown, generator: Generator): Uint8Array {
  const state = usable(object);
  const { connection, handle } = state;
  const { exports, heap, out } = connection.library;
  state.readers++;
  try {
    const code = exports[generator](handle.pointer, out, out + 4);
    const length = heap.word(out);
    const pointer = heap.word(out + 4);
    connection.check(code);
    const result = heap.copy(pointer, length);
    exports.sqlite3_free(pointer);
    return result;
  } finally {
    state.readers--;
  }
}

function close(object: unknown): void {
  const { connection, handle, readers } = usable(object);
  if (readers > 0) throw invalidState('session is currently in use');
  connection.endSession(handle);
}

defineMethods(Session.prototype, {
  changeset: (self) => changes(self, 'sqlite3session_changeset'),
  patchset: (self) => changes(self, 'sqlite3session_patchset'),
  close,
});
defineDispose(Session.prototype, close);

/** Ends sessions whose objects have been garbage-collected, unless they have been closed. */
const abandoned = new FinalizationRegistry<Pick<SessionState, 'connection' | 'handle'>>(({ connection, handle }) => {
  if (handle.pointer !== 0) connection.endSession(handle);
});

/** DatabaseSync.prototype.createSession([options]). */
export function createSession(connection: Connection, database: object, args: unknown[]): object {
  const { table, db } = sessionOptions(args);
  connection.requireOpen();
  const { exports, heap, out } = connection.library;
  connection.check(heap.withText(db, (name) => exports.sqlite3session_create(connection.pointer, name, out)));
  const handle: SessionHandle = { pointer: heap.word(out) };
  connection.sessions.add(handle);
  connection.check(
    table === ''
      ? exports.sqlite3session_attach(handle.pointer, 0)
      : heap.withText(table, (name) => exports.sqlite3session_attach(handle.pointer, name)),
  );
  const object = Object.create(Session.prototype) as object;
  sessions.set(object, { database, connection, handle, readers: 0 });
  abandoned.register(object, { connection, handle });
  return object;
}

function sessionOptions(args: unknown[]): { table: string; db: string } {
  if (args.length === 0) return { table: '', db: 'main' };
  const [options] = args;
  if (!isObject(options)) throw invalidArgumentType('The "options" argument must be an object.');
  return {
    table: Object.hasOwn(options, 'table') ? requireString(options['table'], 'options.table') : '',
    db: Object.hasOwn(options, 'db') ? requireString(options['db'], 'options.db') : 'main',
  };
}
