/** How a function of a binding of files is called and answers: at once, by a callback, or by a promise (src/node_file.cc). */
import type { BindingContext } from '../binding.ts';
import { FileSystemError } from '../vfs/errors.ts';
import { AsyncWrap } from '../handles/async-wrap.ts';
import { unshared } from '../bytes.ts';

/** Passed in the request's place by lib/internal/fs/promises.js: the answer is to be a promise. */
export const kUsePromises = Symbol('fs_use_promises_symbol');

/** A system error as C++ would have made it: what Node's users see, with the system call and the paths. */
export interface SystemCall {
  readonly syscall: string;
  readonly path?: string | undefined;
  readonly dest?: string | undefined;
}

type UVException = Error & { errno: number; code: string; syscall: string; path?: string; dest?: string };

/** The properties come in the order of UVException in src/api/exceptions.cc, which `util.inspect` shows. */
export function uvException(error: FileSystemError, call: SystemCall): UVException {
  const { syscall, dest } = call;
  const path = error.path ?? call.path;
  let message = `${error.message}, ${syscall}`;
  if (path !== undefined) message += ` '${path}'`;
  if (dest !== undefined) message += ` -> '${dest}'`;
  const exception = new Error(message) as UVException;
  exception.errno = error.errno;
  exception.code = error.code;
  exception.syscall = syscall;
  if (path !== undefined) exception.path = path;
  if (dest !== undefined) exception.dest = dest;
  return exception;
}

/** An exception thrown from a binding's function starts its stack at the caller, as C++ functions do. */
export function throwFrom(above: (...args: never[]) => unknown, error: unknown, call: SystemCall): never {
  if (!(error instanceof FileSystemError)) throw error;
  const exception = uvException(error, call);
  Error.captureStackTrace?.(exception, above);
  throw exception;
}

/** An exception handed to a callback has no stack: nobody's JavaScript was running. */
export function detached(error: unknown, call: SystemCall): unknown {
  if (!(error instanceof FileSystemError)) return error;
  const exception = uvException(error, call);
  const value = `Error: ${exception.message}`;
  return Object.defineProperty(exception, 'stack', { value, writable: true, configurable: true });
}

/** The base of `new FSReqCallback(bigint)`: Node's library sets `oncomplete` and gets the result there. */
export class RequestCallback extends AsyncWrap {
  readonly #bigint: boolean;
  declare oncomplete: (error: unknown, ...value: unknown[]) => void;

  constructor(context: BindingContext, bigint: boolean) {
    super(context);
    this.#bigint = bigint;
  }

  static complete(request: RequestCallback, error: unknown, value?: unknown): void {
    request.makeCallback(() => {
      if (value === undefined) request.oncomplete(error);
      else request.oncomplete(error, value);
    });
  }

  static usesBigint(request: RequestCallback): boolean {
    return request.#bigint;
  }
}

export type Request = RequestCallback | typeof kUsePromises | undefined;

/** One function of the binding. */
export interface Operation {
  /** Index of the request among the arguments. */
  readonly request: number;
  readonly syscall: string;
  /** Index of the path, and of the second path, for the error. */
  readonly path?: number;
  readonly dest?: number;
  /** The path for the error where it is not the argument itself. */
  describe?(args: readonly unknown[]): string;
  /** Checks arguments that Node's library leaves to C++; what it throws is thrown at once. */
  check?(args: readonly unknown[]): void;
  run(args: readonly unknown[]): unknown;
  /** Makes of `run`'s result what Node's library gets. */
  finish?(value: unknown, request: Request, args: readonly unknown[]): unknown;
}

const decoder = new TextDecoder();

/** Paths arrive as strings or as Buffers; lone surrogates become U+FFFD as they do on the way to C++. */
export function pathOf(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed() : decoder.decode(unshared(value as Uint8Array));
}

/**
 * A function of `internalBinding('fs')` in its three forms. Without a request it runs at once and throws;
 * with a RequestCallback or `kUsePromises` it runs as a task of its own, in the order of the calls, and
 * completes that.
 */
export function operation(context: BindingContext, op: Operation): (...args: unknown[]) => unknown {
  const call = (args: readonly unknown[]): SystemCall => ({
    syscall: op.syscall,
    path: op.describe?.(args) ?? (op.path === undefined ? undefined : pathOf(args[op.path])),
    dest: op.dest === undefined ? undefined : pathOf(args[op.dest]),
  });
  const finish = (value: unknown, request: Request, args: readonly unknown[]): unknown =>
    op.finish === undefined ? value : op.finish(value, request, args);
  return function perform(...args: unknown[]): unknown {
    op.check?.(args);
    const request = args[op.request] as Request;
    if (request === undefined) {
      try {
        return finish(op.run(args), request, args);
      } catch (error) {
        return throwFrom(perform, error, call(args));
      }
    }
    if (request === kUsePromises) {
      return new Promise((resolve, reject) => {
        context.deferInPool(() => {
          try {
            resolve(finish(op.run(args), request, args));
          } catch (error) {
            reject(detached(error, call(args)));
          }
        });
      });
    }
    context.deferInPool(() => {
      let value: unknown;
      try {
        value = finish(op.run(args), request, args);
      } catch (error) {
        RequestCallback.complete(request, detached(error, call(args)));
        return;
      }
      RequestCallback.complete(request, null, value);
    });
    return undefined;
  };
}
