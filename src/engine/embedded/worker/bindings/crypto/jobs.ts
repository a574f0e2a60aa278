import type { BindingContext } from '../../binding.ts';
import type { Support } from './support.ts';
import { bindingConstants } from './constants.ts';

const { kCryptoJobAsync, kCryptoJobWebCrypto } = bindingConstants;

/**
 * The computation of a job. Long ones are generators and yield between slices of some milliseconds:
 * an asynchronous job gives the event loop a turn there, a synchronous one runs through.
 */
export type Work<Result = unknown> = () => Result | Generator<undefined, Result>;

export type JobMode = number;

/** Reads and checks the arguments after the mode; what it throws, `new Job()` throws. */
export type Configure<Result = unknown> = (args: readonly unknown[], mode: JobMode) => Work<Result>;

/** A job as Node's library uses it (src/crypto/crypto_util.h, CryptoJob). */
export interface CryptoJob {
  ondone?: (error: unknown, result?: unknown) => void;
  /** Synchronous: [error, result]. Asynchronous: undefined, ondone later. WebCrypto: a promise. */
  run(): [unknown, unknown] | Promise<unknown> | undefined;
}

export type CryptoJobClass = new (mode: JobMode, ...args: unknown[]) => CryptoJob;

export type DefineJob = <Result>(configure: Configure<Result>) => CryptoJobClass;

function isGenerator<Result>(value: Result | Generator<undefined, Result>): value is Generator<undefined, Result> {
  return typeof (value as { next?: unknown } | undefined)?.next === 'function';
}

function runThrough<Result>(work: Work<Result>): Result {
  const outcome = work();
  if (!isGenerator(outcome)) return outcome;
  for (;;) {
    const step = outcome.next();
    if (step.done) return step.value;
  }
}

/** Runs the work in tasks of its own, the first one after the caller has returned, when a thread would be free. */
function runInTasks<Result>(
  context: BindingContext,
  work: Work<Result>,
  done: (error: unknown, result?: Result) => void,
): void {
  context.occupyThread((free) =>
    runOccupied(context, work, (error, result) => {
      free();
      done(error, result);
    }),
  );
}

function runOccupied<Result>(
  context: BindingContext,
  work: Work<Result>,
  done: (error: unknown, result?: Result) => void,
): void {
  let slices: Generator<undefined, Result> | undefined;
  const turn = (): void => {
    let result: Result;
    try {
      if (slices === undefined) {
        const outcome = work();
        if (isGenerator(outcome)) slices = outcome;
        else result = outcome;
      }
      if (slices !== undefined) {
        const step = slices.next();
        if (!step.done) {
          context.begin()(turn);
          return;
        }
        result = step.value;
      }
    } catch (error) {
      done(error);
      return;
    }
    // Outside the try block: what the program's callback throws is the program's own exception.
    done(undefined, result!);
  };
  context.begin()(turn);
}

/** The error of a failed WebCrypto job: an OperationError that carries the cause. */
function operationError(context: BindingContext, cause: unknown): Error {
  const { lazyDOMException } = context.require('internal/util') as {
    lazyDOMException(message: string, options: { readonly name: string; readonly cause: unknown }): Error;
  };
  return lazyDOMException('The operation failed for an operation-specific reason', { name: 'OperationError', cause });
}

/** Gives the function that makes job classes; each class reads its own arguments. */
export function createJobDefiner({ context }: Support): DefineJob {
  return <Result>(configure: Configure<Result>): CryptoJobClass =>
    class implements CryptoJob {
      ondone?: (error: unknown, result?: unknown) => void;
      readonly #mode: JobMode;
      readonly #work: Work<Result>;

      constructor(mode: JobMode, ...args: unknown[]) {
        this.#mode = mode;
        this.#work = configure(args, mode);
      }

      run(): [unknown, unknown] | Promise<unknown> | undefined {
        const work = this.#work;
        if (this.#mode === kCryptoJobAsync) {
          runInTasks(context, work, (error, result) => this.ondone?.(error, result));
          return undefined;
        }
        if (this.#mode === kCryptoJobWebCrypto) {
          return new Promise((resolve, reject) => {
            runInTasks(context, work, (error, result) => {
              if (error === undefined) resolve(result);
              else reject(operationError(context, error));
            });
          });
        }
        try {
          return [undefined, runThrough(work)];
        } catch (error) {
          return [error, undefined];
        }
      }
    };
}
