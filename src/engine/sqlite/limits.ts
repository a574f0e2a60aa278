import { isInt32, limitNumbers } from './arguments.ts';
import type { Connection } from './connection.ts';
import { invalidArgumentType, outOfRange } from './errors.ts';
import { internalClass, native } from './native.ts';

const largest = 0x7fffffff;
/** In Node the class of these objects has no name. */
const { prototype } = internalClass('');

function isLimit(name: unknown): name is string {
  return typeof name === 'string' && Object.hasOwn(limitNumbers, name);
}

function requireLimit(value: unknown): number {
  // Infinity asks for as much as SQLite was compiled for.
  if (value === Infinity) return largest;
  if (!isInt32(value)) throw invalidArgumentType('Limit value must be a non-negative integer or Infinity.');
  if (value < 0) throw outOfRange('Limit value must be non-negative.');
  return value;
}

/**
 * The `limits` of a DatabaseSync: properties that read and set SQLite's run-time limits and that look
 * like plain data, as in Node, hence a proxy.
 */
export class Limits {
  readonly proxy: object;
  readonly #connection: Connection;
  readonly #target = Object.create(prototype) as Record<string, unknown>;

  constructor(connection: Connection) {
    this.#connection = connection;
    for (const name of Object.keys(limitNumbers)) {
      Object.defineProperty(this.#target, name, { value: 0, writable: true, enumerable: true, configurable: false });
    }
    // As native functions, they leave the stack of an error to the program.
    this.proxy = new Proxy(this.#target, {
      get: native('', (_, [target, name, receiver]) =>
        isLimit(name) ? this.#read(name) : (Reflect.get(target as object, name as string, receiver) as unknown),
      ),
      set: native('', (_, [target, name, value, receiver]) =>
        isLimit(name) ? this.#write(name, value) : Reflect.set(target as object, name as string, value, receiver),
      ) as () => boolean,
      getOwnPropertyDescriptor: native('', (_, [target, name]) => {
        if (isLimit(name)) this.#read(name);
        return Reflect.getOwnPropertyDescriptor(target as object, name as string);
      }) as () => PropertyDescriptor | undefined,
    });
  }

  /** Brings the target up to date: util.inspect looks through proxies. */
  refresh(): void {
    if (this.#connection.isOpen) for (const name of Object.keys(limitNumbers)) this.#read(name);
  }

  #read(name: string): number {
    this.#connection.requireOpen();
    const value = this.#limit(name, -1);
    this.#target[name] = value;
    return value;
  }

  #write(name: string, value: unknown): true {
    this.#connection.requireOpen();
    const limit = requireLimit(value);
    this.#connection.pool.clear();
    this.#limit(name, limit);
    this.#read(name);
    return true;
  }

  #limit(name: string, value: number): number {
    const { library, pointer } = this.#connection;
    return library.exports.sqlite3_limit(pointer, limitNumbers[name] as number, value);
  }
}
