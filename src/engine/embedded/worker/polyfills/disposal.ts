/** Explicit resource management, without the `using` syntax: https://tc39.es/proposal-explicit-resource-management/ */
import { define } from './define.ts';

type Dispose = () => unknown;

class SuppressedErrorPolyfill extends Error {
  static {
    Object.defineProperty(this, 'name', { value: 'SuppressedError' });
    Object.defineProperty(this.prototype, 'name', { value: 'SuppressedError', writable: true, configurable: true });
  }

  constructor(error: unknown, suppressed: unknown, message?: string) {
    super(message);
    for (const [name, value] of Object.entries({ error, suppressed })) {
      Object.defineProperty(this, name, { value, writable: true, configurable: true });
    }
  }
}

/** The method of a resource, bound to it; undefined for null and undefined. */
function disposer(resource: unknown, symbols: readonly symbol[]): Dispose | undefined {
  if (resource === null || resource === undefined) return undefined;
  if (typeof resource !== 'object' && typeof resource !== 'function')
    throw new TypeError('Only an object can be disposed of');
  for (const symbol of symbols) {
    const method: unknown = Reflect.get(resource, symbol);
    if (method === undefined || method === null) continue;
    if (typeof method !== 'function') break;
    return () => Reflect.apply(method, resource, []) as unknown;
  }
  throw new TypeError(`${symbols[0]?.description ?? ''} is not a function of the resource`);
}

/** What both kinds of stack share; `disposers` run last to first. */
abstract class Stack {
  protected disposers: Dispose[] | undefined = [];

  protected get open(): Dispose[] {
    if (!this.disposers) throw new ReferenceError('The stack has been disposed of');
    return this.disposers;
  }

  /** Takes the disposers out, in the order they run. */
  protected take(): Dispose[] {
    const taken = (this.disposers ?? []).reverse();
    this.disposers = undefined;
    return taken;
  }

  adopt<Value>(value: Value, onDispose: (value: Value) => unknown): Value {
    this.defer(() => onDispose(value));
    return value;
  }

  defer(onDispose: Dispose): void {
    if (typeof onDispose !== 'function') throw new TypeError('The argument must be a function');
    this.open.push(onDispose);
  }

  get disposed(): boolean {
    return this.disposers === undefined;
  }
}

function createStacks(SuppressedError: typeof SuppressedErrorPolyfill) {
  class DisposableStack extends Stack {
    use<Value>(value: Value): Value {
      const { open } = this;
      const dispose = disposer(value, [Symbol.dispose]);
      if (dispose) open.push(dispose);
      return value;
    }

    dispose(): void {
      let failure: { error: unknown } | undefined;
      for (const each of this.take()) {
        try {
          each();
        } catch (error) {
          failure = { error: failure ? new SuppressedError(error, failure.error) : error };
        }
      }
      if (failure) throw failure.error;
    }

    move(): DisposableStack {
      const moved = new DisposableStack();
      moved.disposers = this.open;
      this.disposers = undefined;
      return moved;
    }
  }

  class AsyncDisposableStack extends Stack {
    use<Value>(value: Value): Value {
      const { open } = this;
      const dispose = disposer(value, [Symbol.asyncDispose, Symbol.dispose]);
      if (dispose) open.push(dispose);
      return value;
    }

    async disposeAsync(): Promise<void> {
      let failure: { error: unknown } | undefined;
      for (const each of this.take()) {
        try {
          await each();
        } catch (error) {
          failure = { error: failure ? new SuppressedError(error, failure.error) : error };
        }
      }
      if (failure) throw failure.error;
    }

    move(): AsyncDisposableStack {
      const moved = new AsyncDisposableStack();
      moved.disposers = this.open;
      this.disposers = undefined;
      return moved;
    }
  }
  define(DisposableStack.prototype, {
    [Symbol.dispose]: DisposableStack.prototype.dispose,
    [Symbol.toStringTag]: 'DisposableStack',
  });
  define(AsyncDisposableStack.prototype, {
    [Symbol.asyncDispose]: AsyncDisposableStack.prototype.disposeAsync,
    [Symbol.toStringTag]: 'AsyncDisposableStack',
  });
  return { DisposableStack, AsyncDisposableStack };
}

export function installDisposal(): void {
  for (const name of ['dispose', 'asyncDispose'] as const) {
    if (!(name in Symbol)) Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
  }
  define(globalThis, { SuppressedError: SuppressedErrorPolyfill });
  const { SuppressedError } = globalThis as unknown as { SuppressedError: typeof SuppressedErrorPolyfill };
  if (!('DisposableStack' in globalThis)) define(globalThis, createStacks(SuppressedError));
  // The language's own iterators can be disposed of.
  const iterator = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())) as object;
  const asyncIterator = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}.prototype)) as object;
  define(iterator, {
    [Symbol.dispose](this: Iterator<unknown>): void {
      this.return?.();
    },
  });
  define(asyncIterator, {
    async [Symbol.asyncDispose](this: AsyncIterator<unknown>): Promise<void> {
      await this.return?.();
    },
  });
}
