import type { Pointer } from './exports.ts';
import type { Library } from './library.ts';

/** An error with `code`, as Node's C++ makes them: a plain property, not part of the name or the stack. */
export interface CodedError extends Error {
  code: string;
  errcode?: number;
  errstr?: string;
}

type ErrorConstructor = new (message: string) => Error;

let latest: unknown;

/** Whether this error was made here just now, not by the program or a callback of it. */
export function isOwnError(error: unknown): error is CodedError {
  return error === latest;
}

function coded(Constructor: ErrorConstructor, code: string, message: string): CodedError {
  const error = Object.assign(new Constructor(message), { code });
  latest = error;
  return error;
}

export function invalidArgumentType(message: string): CodedError {
  return coded(TypeError, 'ERR_INVALID_ARG_TYPE', message);
}

export function invalidArgumentValue(message: string): CodedError {
  return coded(TypeError, 'ERR_INVALID_ARG_VALUE', message);
}

export function invalidState(message: string): CodedError {
  return coded(Error, 'ERR_INVALID_STATE', message);
}

export function outOfRange(message: string): CodedError {
  return coded(RangeError, 'ERR_OUT_OF_RANGE', message);
}

export function tooLargeInteger(value: bigint): CodedError {
  return outOfRange(`Value is too large to be represented as a JavaScript number: ${value}`);
}

export function invalidUrlScheme(): CodedError {
  return coded(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file:');
}

export function constructCallRequired(): CodedError {
  return coded(TypeError, 'ERR_CONSTRUCT_CALL_REQUIRED', 'Cannot call constructor without `new`');
}

export function illegalConstructor(): CodedError {
  return coded(Error, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
}

export function illegalInvocation(): TypeError {
  const error = new TypeError('Illegal invocation');
  latest = error;
  return error;
}

export function loadExtensionFailed(message: string): CodedError {
  return coded(Error, 'ERR_LOAD_SQLITE_EXTENSION', message);
}

/** An error that no result code of SQLite's stands behind. */
export function plainSqliteError(message: string): CodedError {
  return coded(Error, 'ERR_SQLITE_ERROR', message);
}

/** The error that the last call on a connection ended with. */
export function connectionError({ exports, heap }: Library, db: Pointer): CodedError {
  const errcode = exports.sqlite3_extended_errcode(db);
  const error = plainSqliteError(heap.terminatedText(exports.sqlite3_errmsg(db)));
  const errstr = heap.terminatedText(exports.sqlite3_errstr(errcode));
  return Object.assign(error, { errcode, errstr });
}

/** The error of a result code by itself, where no connection knows of the error. */
export function resultError({ exports, heap }: Library, errcode: number): CodedError {
  const error = plainSqliteError(heap.terminatedText(exports.sqlite3_errstr(errcode)));
  return Object.assign(error, { errcode });
}
