import {
  type AnyFunction,
  booleanOption,
  functionOption,
  requireFunction,
  requireObject,
  requireString,
} from './arguments.ts';
import type { CallbackPointers, UserAggregate, UserFunction } from './callbacks.ts';
import type { Connection } from './connection.ts';
import { SQLITE_DETERMINISTIC, SQLITE_DIRECTONLY, SQLITE_UTF8 } from './constants.ts';
import { invalidArgumentType } from './errors.ts';
import type { Pointer } from './exports.ts';
import { argumentValue, setError, setResult } from './values.ts';

/** V8's ToInt32 of `function.length`. */
function lengthOf(callback: AnyFunction): number {
  return callback.length | 0;
}

function argumentsOf(connection: Connection, count: number, values: Pointer, bigInts: boolean): unknown[] {
  const { library } = connection;
  const result: unknown[] = [];
  for (let index = 0; index < count; index++) {
    result.push(argumentValue(library, library.heap.word(values + index * 4), bigInts));
  }
  return result;
}

/** Ends the SQL statement; the program gets what was thrown, not this error. */
function abort(connection: Connection, context: Pointer, error: unknown): void {
  connection.keepThrown(error);
  setError(connection.library, context, '');
}

/** DatabaseSync.prototype.function(name[, options], function). */
export function defineFunction(connection: Connection, pointers: CallbackPointers, args: unknown[]): void {
  connection.requireOpen();
  const name = requireString(args[0], 'name');
  const options = args.length < 3 ? {} : requireObject(args[1]);
  const bigInts = booleanOption(options, 'useBigIntArguments') ?? false;
  const varargs = booleanOption(options, 'varargs') ?? false;
  const deterministic = booleanOption(options, 'deterministic') ?? false;
  const directOnly = booleanOption(options, 'directOnly') ?? false;
  const callback = requireFunction(args.length < 3 ? args[1] : args[2], 'function');
  const count = varargs ? -1 : lengthOf(callback);
  const { library } = connection;
  const userFunction: UserFunction = {
    call(context, valueCount, values) {
      try {
        const parameters = argumentsOf(connection, valueCount, values, bigInts);
        setResult(
          library,
          context,
          library.nesting.run(() => callback(...parameters)),
        );
      } catch (error) {
        abort(connection, context, error);
      }
    },
  };
  const flags = SQLITE_UTF8 | (deterministic ? SQLITE_DETERMINISTIC : 0) | (directOnly ? SQLITE_DIRECTONLY : 0);
  const number = library.references.add(userFunction);
  connection.pool.clear();
  connection.check(
    library.heap.withText(name, (text) =>
      library.exports.sqlite3_create_function_v2(
        connection.pointer,
        text,
        count,
        flags,
        number,
        pointers.xFunc,
        0,
        0,
        pointers.xDestroy,
      ),
    ),
  );
}

/** DatabaseSync.prototype.aggregate(name, options). */
export function defineAggregate(connection: Connection, pointers: CallbackPointers, args: unknown[]): void {
  connection.requireOpen();
  const name = String(args[0]);
  // Without options this fails as reading a property of undefined does, which is what Node shows.
  const options = args[1] as Record<string, unknown>;
  const start = options['start'];
  if (start === undefined) {
    throw invalidArgumentType('The "options.start" argument must be a function or a primitive value.');
  }
  const step = requireFunction(options['step'], 'options.step');
  const { result } = options;
  const bigInts = booleanOption(options, 'useBigIntArguments') ?? false;
  const varargs = booleanOption(options, 'varargs') ?? false;
  const directOnly = booleanOption(options, 'directOnly') ?? false;
  const inverse = functionOption(options, 'inverse');
  // One parameter less than the function has: the first one is the accumulated value.
  const count = varargs ? -1 : Math.max(lengthOf(step) - 1, lengthOf(inverse ?? step) - 1, 0);
  const { library } = connection;
  const aggregate = new Aggregate(connection, {
    start,
    step,
    inverse,
    bigInts,
    result: typeof result === 'function' ? (result as AnyFunction) : undefined,
  });
  const flags = SQLITE_UTF8 | (directOnly ? SQLITE_DIRECTONLY : 0);
  const number = library.references.add(aggregate);
  connection.pool.clear();
  connection.check(
    library.heap.withText(name, (text) =>
      library.exports.sqlite3_create_window_function(
        connection.pointer,
        text,
        count,
        flags,
        number,
        pointers.xStep,
        pointers.xFinal,
        inverse === undefined ? 0 : pointers.xValue,
        inverse === undefined ? 0 : pointers.xInverse,
        pointers.xDestroy,
      ),
    ),
  );
}

interface AggregateOptions {
  start: unknown;
  step: AnyFunction;
  inverse: AnyFunction | undefined;
  result: AnyFunction | undefined;
  bigInts: boolean;
}

/** The accumulated value of one group. */
interface Accumulator {
  value: unknown;
  isWindow: boolean;
}

class Aggregate implements UserAggregate {
  readonly #connection: Connection;
  readonly #options: AggregateOptions;

  constructor(connection: Connection, options: AggregateOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  step(context: Pointer, count: number, values: Pointer): void {
    this.#accumulate(context, count, values, this.#options.step);
  }

  inverse(context: Pointer, count: number, values: Pointer): void {
    this.#accumulate(context, count, values, this.#options.inverse as AnyFunction);
  }

  value(context: Pointer): void {
    this.#attempt(context, () => {
      const accumulator = this.#accumulator(context);
      accumulator.isWindow = true;
      this.#setResult(context, accumulator);
    });
  }

  final(context: Pointer): void {
    this.#attempt(context, () => {
      const accumulator = this.#accumulator(context);
      try {
        // A window's results have been given by `value` already.
        if (!accumulator.isWindow) this.#setResult(context, accumulator);
      } finally {
        const slot = this.#slot(context);
        this.#connection.library.references.remove(this.#connection.library.heap.word(slot));
        this.#connection.library.heap.setWord(slot, 0);
      }
    });
  }

  #accumulate(context: Pointer, count: number, values: Pointer, callback: AnyFunction): void {
    this.#attempt(context, () => {
      const accumulator = this.#accumulator(context);
      const parameters = argumentsOf(this.#connection, count, values, this.#options.bigInts);
      accumulator.value = callback.call(undefined, accumulator.value, ...parameters);
    });
  }

  #setResult(context: Pointer, { value }: Accumulator): void {
    const { result } = this.#options;
    setResult(this.#connection.library, context, result === undefined ? value : result.call(null, value));
  }

  /** SQLite finishes an aggregate also after an error; the program's functions are then left alone. */
  #attempt(context: Pointer, work: () => void): void {
    if (this.#connection.hasThrown) {
      setError(this.#connection.library, context, '');
      return;
    }
    try {
      this.#connection.library.nesting.run(work);
    } catch (error) {
      abort(this.#connection, context, error);
    }
  }

  /** SQLite keeps four bytes for each group, at first zero: the number of its accumulator. */
  #accumulator(context: Pointer): Accumulator {
    const { heap, references } = this.#connection.library;
    const number = heap.word(this.#slot(context));
    if (number !== 0) return references.get(number) as Accumulator;
    const { start } = this.#options;
    const value = typeof start === 'function' ? (start as AnyFunction).call(null) : start;
    const accumulator: Accumulator = { value, isWindow: false };
    heap.setWord(this.#slot(context), references.add(accumulator));
    return accumulator;
  }

  #slot(context: Pointer): Pointer {
    return this.#connection.library.exports.sqlite3_aggregate_context(context, 4);
  }
}
