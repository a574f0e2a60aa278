import { SQLITE_BLOB, SQLITE_FLOAT, SQLITE_INTEGER, SQLITE_TEXT, SQLITE_TRANSIENT } from './constants.ts';
import { invalidArgumentType, invalidArgumentValue, tooLargeInteger } from './errors.ts';
import type { Pointer } from './exports.ts';
import type { Library } from './library.ts';

/** A value as programs read it from SQLite. */
export type SqlValue = null | number | bigint | string | Uint8Array;

const smallestInteger = -(2n ** 63n);

/** A 64-bit integer as a number; fails with Node's error beyond 2^53 - 1. */
function exactNumber(value: bigint): number {
  const number = Number(value);
  // Node compares the absolute value in 64 bits, where the smallest integer has none, and so lets that one pass.
  if (Number.isSafeInteger(number) || value === smallestInteger) return number;
  throw tooLargeInteger(value);
}

/** The value of a column in the current row. Fails with Node's error on integers beyond 2^53 - 1. */
export function columnValue(
  { exports, heap }: Library,
  statement: Pointer,
  column: number,
  bigInts: boolean,
): SqlValue {
  switch (exports.sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER: {
      if (bigInts) return exports.sqlite3_column_int64(statement, column);
      // Reading the column as a double saves making a bigint, and is exact below 2^53.
      const number = exports.sqlite3_column_double(statement, column);
      return Number.isSafeInteger(number) ? number : exactNumber(exports.sqlite3_column_int64(statement, column));
    }
    case SQLITE_FLOAT:
      return exports.sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
      const text = exports.sqlite3_column_text(statement, column);
      return heap.text(text, exports.sqlite3_column_bytes(statement, column));
    }
    case SQLITE_BLOB: {
      const blob = exports.sqlite3_column_blob(statement, column);
      return heap.copy(blob, exports.sqlite3_column_bytes(statement, column));
    }
    default:
      return null;
  }
}

/** The value of an argument of a user function; fails like `columnValue`. */
export function argumentValue({ exports, heap }: Library, value: Pointer, bigInts: boolean): SqlValue {
  switch (exports.sqlite3_value_type(value)) {
    case SQLITE_INTEGER: {
      if (bigInts) return exports.sqlite3_value_int64(value);
      const number = exports.sqlite3_value_double(value);
      return Number.isSafeInteger(number) ? number : exactNumber(exports.sqlite3_value_int64(value));
    }
    case SQLITE_FLOAT:
      return exports.sqlite3_value_double(value);
    case SQLITE_TEXT: {
      const text = exports.sqlite3_value_text(value);
      return heap.text(text, exports.sqlite3_value_bytes(value));
    }
    case SQLITE_BLOB: {
      const blob = exports.sqlite3_value_blob(value);
      return heap.copy(blob, exports.sqlite3_value_bytes(value));
    }
    default:
      return null;
  }
}

function bytesOf(value: object): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return isArrayBuffer(value) ? new Uint8Array(value) : undefined;
}

function isArrayBuffer(value: object): value is ArrayBuffer {
  return (
    value instanceof ArrayBuffer || (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer)
  );
}

/** Whether a first argument is a value to bind, not an object of named parameters. */
export function isBytes(value: object): boolean {
  return ArrayBuffer.isView(value) || isArrayBuffer(value);
}

/**
 * Binds a value to a parameter; numbers as floating point, as Node does.
 * @returns SQLite's result code. Fails with Node's error for values SQLite has no type for.
 */
export function bindValue({ exports, heap }: Library, statement: Pointer, index: number, value: unknown): number {
  switch (typeof value) {
    case 'number':
      return exports.sqlite3_bind_double(statement, index, value);
    case 'string':
      return heap.passText(value, (text, length) =>
        exports.sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT),
      );
    case 'boolean':
      return exports.sqlite3_bind_int(statement, index, value ? 1 : 0);
    case 'bigint':
      if (BigInt.asIntN(64, value) !== value) throw invalidArgumentValue('BigInt value is too large to bind.');
      return exports.sqlite3_bind_int64(statement, index, value);
    case 'object': {
      if (value === null) return exports.sqlite3_bind_null(statement, index);
      const bytes = bytesOf(value);
      if (bytes === undefined) break;
      return heap.passBytes(bytes, (blob, length) =>
        exports.sqlite3_bind_blob(statement, index, blob, length, SQLITE_TRANSIENT),
      );
    }
  }
  throw invalidArgumentType(`Provided value cannot be bound to SQLite parameter ${index}.`);
}

/** Gives SQLite the value that a user function returned; a value that cannot be converted becomes an SQL error. */
export function setResult(library: Library, context: Pointer, value: unknown): void {
  const { exports, heap } = library;
  switch (typeof value) {
    case 'undefined':
      exports.sqlite3_result_null(context);
      return;
    case 'number':
      exports.sqlite3_result_double(context, value);
      return;
    case 'string':
      heap.passText(value, (text, length) => {
        exports.sqlite3_result_text(context, text, length, SQLITE_TRANSIENT);
      });
      return;
    case 'bigint':
      if (BigInt.asIntN(64, value) === value) exports.sqlite3_result_int64(context, value);
      else setError(library, context, 'BigInt value is too large for SQLite');
      return;
    case 'object': {
      if (value === null) {
        exports.sqlite3_result_null(context);
        return;
      }
      const bytes = bytesOf(value);
      if (bytes !== undefined) {
        heap.passBytes(bytes, (blob, length) => {
          exports.sqlite3_result_blob(context, blob, length, SQLITE_TRANSIENT);
        });
        return;
      }
      if (value instanceof Promise) {
        setError(library, context, 'Asynchronous user-defined functions are not supported');
        return;
      }
    }
  }
  setError(library, context, 'Returned JavaScript value cannot be converted to a SQLite value');
}

/** Ends the SQL statement that called a user function, with this message. */
export function setError({ exports, heap }: Library, context: Pointer, message: string): void {
  heap.passText(message, (text, length) => {
    exports.sqlite3_result_error(context, text, length);
  });
}
