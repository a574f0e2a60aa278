import { SQLITE_CHANGESET_ABORT, SQLITE_DENY, SQLITE_OK } from './constants.ts';
import type { Connection } from './connection.ts';
import type { Pointer } from './exports.ts';
import type { Library } from './library.ts';
import { type Callback, installCallbacks } from './trampolines.ts';

/** A function or aggregate that a program has defined. */
export interface UserFunction {
  call(context: Pointer, count: number, values: Pointer): void;
}

export interface UserAggregate {
  step(context: Pointer, count: number, values: Pointer): void;
  inverse(context: Pointer, count: number, values: Pointer): void;
  value(context: Pointer): void;
  final(context: Pointer): void;
}

/** The callbacks of applyChangeset. */
export interface ChangesetHandlers {
  filter(table: string): boolean;
  conflict(kind: number): number;
}

/** C's pointers to the functions below. None of them throws: their targets keep errors in the connection. */
export type CallbackPointers = Record<
  'xFunc' | 'xStep' | 'xInverse' | 'xValue' | 'xFinal' | 'xDestroy' | 'xAuthorize' | 'xFilter' | 'xConflict',
  Pointer
>;

/** Installs the functions that SQLite calls while it runs; each finds its JavaScript object by the "user data". */
export function installSqliteCallbacks({ exports, heap, references }: Library): CallbackPointers {
  const target = <Type>(context: Pointer) => references.get(exports.sqlite3_user_data(context)) as Type;
  const callbacks = {
    xFunc: callback('viii', (context, count, values) => {
      target<UserFunction>(context).call(context, count, values);
    }),
    xStep: callback('viii', (context, count, values) => {
      target<UserAggregate>(context).step(context, count, values);
    }),
    xInverse: callback('viii', (context, count, values) => {
      target<UserAggregate>(context).inverse(context, count, values);
    }),
    xValue: callback('vi', (context) => target<UserAggregate>(context).value(context)),
    xFinal: callback('vi', (context) => target<UserAggregate>(context).final(context)),
    xDestroy: callback('vi', (number) => references.remove(number)),
    xAuthorize: callback('iiiiiii', (number, action, ...texts) =>
      authorize(
        references.get(number) as Connection | undefined,
        action,
        texts.map((text) => heap.nullableText(text)),
      ),
    ),
    xFilter: callback('iii', (number, table) =>
      (references.get(number) as ChangesetHandlers).filter(heap.terminatedText(table)) ? 1 : 0,
    ),
    xConflict: callback('iiii', (number, kind) => (references.get(number) as ChangesetHandlers).conflict(kind)),
  };
  return installCallbacks(exports, callbacks);
}

function callback(type: string, call: (...args: number[]) => number | void): Callback {
  return { type, call };
}

/** Asks a program's authorizer; whatever is not one of its three answers is refused, with an error. */
function authorize(connection: Connection | undefined, action: number, texts: (string | null)[]): number {
  const authorizer = connection?.authorizer;
  // The authorizer has just removed itself or closed the database.
  if (!connection || !authorizer) return SQLITE_OK;
  try {
    const answer = connection.library.nesting.run(() => authorizer(action, ...texts));
    if (typeof answer !== 'number' || (answer | 0) !== answer) {
      throw new TypeError('Authorizer callback must return an integer authorization code');
    }
    if (answer < 0 || answer > 2) {
      throw new RangeError('Authorizer callback returned a invalid authorization code');
    }
    return answer;
  } catch (error) {
    connection.keepThrown(error);
    return SQLITE_DENY;
  }
}

/** The program's changeset callbacks, as SQLite needs them: numbers, and errors kept for later. */
export function changesetHandlers(
  connection: Connection,
  onConflict: ((kind: number) => unknown) | undefined,
  filter: ((table: string) => unknown) | undefined,
): ChangesetHandlers {
  return {
    filter(table) {
      if (filter === undefined) return true;
      if (connection.hasThrown) return false;
      try {
        return Boolean(filter.call(null, table));
      } catch (error) {
        connection.keepThrown(error);
        return false;
      }
    },
    conflict(kind) {
      if (onConflict === undefined) return SQLITE_CHANGESET_ABORT;
      try {
        const answer = onConflict.call(null, kind);
        // -1 is no answer; SQLite then fails with SQLITE_MISUSE.
        return typeof answer === 'number' && (answer | 0) === answer ? answer : -1;
      } catch (error) {
        connection.keepThrown(error);
        return SQLITE_CHANGESET_ABORT;
      }
    },
  };
}
