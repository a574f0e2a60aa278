/**
 * Runs ES modules in their function form (`transform/module-function.ts`): whole import cycles, and
 * modules that are required. Everything that reaches a cycle runs this way, so bindings stay live.
 */
import type { ModuleFunction } from '../../transform/module-function.ts';
import { evaluateExpression } from '../stacks/evaluate.ts';
import type { ModuleRecord } from './module-record.ts';

// Taken before the program's global is replaced: util.inspect would show what is behind a watched proxy.
const NativeProxy = globalThis.Proxy;

type Getters = Record<string, () => unknown>;
type Body = AsyncGenerator<undefined> | Generator<undefined>;
type Factory = (imports: object[], publish: (getters: Getters) => void, publishAll: (index: number) => void) => Body;

interface Instance {
  readonly record: ModuleRecord;
  readonly namespace: object;
  readonly getters: Map<string, () => unknown>;
  readonly stars: object[];
  readonly specifiers: readonly string[];
  readonly wanted: ModuleFunction['wanted'];
  readonly imports: object[];
  body: Body | undefined;
  state: 'linked' | 'running' | 'done' | 'failed';
  error: unknown;
}

/** For errors of `require()`: the module that is required, and the one that requires it. */
interface Required {
  readonly filename: string;
  readonly parent: object | undefined;
}

export interface ModuleFunctionsContext {
  compile(source: string): ModuleFunction;
  /** Notes how a source was changed, for the columns of stacks. */
  rewritten(url: string, source: string, text: string): void;
  /** Rewrites `import()`, `import.meta` and, when needed, `await`. */
  rewrite(body: string, url: string): string;
  /** The record a specifier of this module leads to. */
  dependency(record: ModuleRecord, specifier: string): ModuleRecord;
  /** Whether this module must take the function form. */
  isFunction(record: ModuleRecord): boolean;
  /** The error for an import of a name that the other module does not export. */
  missing(importer: ModuleRecord, specifier: string, name: string, required: boolean): Error;
  /** One of Node's errors. */
  error(code: string, ...args: unknown[]): Error;
}

export class ModuleFunctions {
  readonly #context: ModuleFunctionsContext;
  readonly #instances = new Map<ModuleRecord, Instance>();

  constructor(context: ModuleFunctionsContext) {
    this.#context = context;
  }

  /**
   * Runs `record` and what it imports, in the order of the standard.
   * @param native gives the namespace of a module that does not take the function form
   */
  async run(record: ModuleRecord, native: (record: ModuleRecord) => Promise<object>): Promise<object> {
    const natives = new Map<ModuleRecord, object>();
    for (const member of this.#reachable(record)) {
      for (const dependency of member.dependencies) {
        if (!this.#context.isFunction(dependency) && !natives.has(dependency))
          natives.set(dependency, await native(dependency));
      }
    }
    const instance = this.#linkGraph(record, (dependency) => natives.get(dependency) ?? {}, true);
    for (const next of this.#order(instance)) await this.#step(next);
    return instance.namespace;
  }

  /** `run` without waiting, for `require()`. @throws ERR_REQUIRE_ASYNC_MODULE for top-level await */
  runSync(record: ModuleRecord, synchronous: (record: ModuleRecord) => object, required?: Required): object {
    const instance = this.#linkGraph(record, synchronous, false, required);
    // A later import of these modules gets the same instances, so they stay in the function form.
    for (const next of this.#order(instance)) {
      next.record.cyclic = true;
      if (next.state === 'failed') throw next.error;
      if (next.state !== 'linked') continue;
      next.state = 'running';
      try {
        (next.body as Generator<undefined>).next();
        next.state = 'done';
        next.record.evaluated = next.namespace;
      } catch (error) {
        next.state = 'failed';
        next.error = error;
        throw error;
      }
    }
    return instance.namespace;
  }

  async #step(instance: Instance): Promise<void> {
    if (instance.state === 'failed') throw instance.error;
    if (instance.state !== 'linked') return;
    instance.state = 'running';
    try {
      await (instance.body as AsyncGenerator<undefined>).next();
      instance.state = 'done';
    } catch (error) {
      instance.state = 'failed';
      instance.error = error;
      throw error;
    }
  }

  #reachable(record: ModuleRecord, found = new Set<ModuleRecord>()): Set<ModuleRecord> {
    if (found.has(record) || !this.#context.isFunction(record)) return found;
    found.add(record);
    for (const dependency of record.dependencies) this.#reachable(dependency, found);
    return found;
  }

  #linkGraph(
    record: ModuleRecord,
    other: (record: ModuleRecord) => object,
    mayAwait: boolean,
    required?: Required,
  ): Instance {
    const before = new Set(this.#instances.keys());
    try {
      const instance = this.#link(record, other, mayAwait, required);
      // Only now has every module of a cycle said what it exports.
      for (const { record: importer, imports, specifiers, wanted } of this.#order(instance)) {
        for (const [index, name] of wanted)
          if (!Reflect.has(imports[index] ?? {}, name))
            throw this.#context.missing(importer, specifiers[index] ?? '', name, !mayAwait);
      }
      return instance;
    } catch (error) {
      // A later import of these modules finds nothing half done.
      for (const linked of this.#instances.keys()) if (!before.has(linked)) this.#instances.delete(linked);
      throw error;
    }
  }

  #link(
    record: ModuleRecord,
    other: (record: ModuleRecord) => object,
    mayAwait: boolean,
    required?: Required,
  ): Instance {
    const known = this.#instances.get(record);
    if (known) return known;
    const { body, specifiers, wanted, usesAwait } = this.#context.compile(record.source);
    if (usesAwait && !mayAwait) {
      throw this.#context.error('ERR_REQUIRE_ASYNC_MODULE', required?.filename, required?.parent, undefined);
    }
    const getters = new Map<string, () => unknown>();
    const stars: object[] = [];
    const imports: object[] = [];
    const instance: Instance = {
      record,
      getters,
      stars,
      specifiers,
      wanted,
      imports,
      namespace: namespaceOf(getters, stars),
      body: undefined,
      state: 'linked',
      error: undefined,
    };
    this.#instances.set(record, instance);
    imports.push(
      ...specifiers.map((specifier) => {
        const dependency = this.#context.dependency(record, specifier);
        if (dependency.evaluated !== undefined && !this.#instances.has(dependency)) return dependency.evaluated;
        return this.#context.isFunction(dependency) || (dependency.format === 'module' && !mayAwait)
          ? this.#link(dependency, other, mayAwait, required).namespace
          : other(dependency);
      }),
    );
    // All on the first line, so that the lines of stacks are those of the source.
    const head = `(${mayAwait ? 'async ' : ''}function* (__imports, __export, __exportAll) { `;
    const text = `${head}${this.#context.rewrite(body, record.url)}\n})`;
    this.#context.rewritten(record.url, record.source, text);
    const factory = evaluateExpression(text, record.url) as Factory;
    instance.body = factory(
      imports,
      (published) => {
        for (const [name, get] of Object.entries(published)) getters.set(name, get);
      },
      (index) => stars.push(imports[index] ?? {}),
    );
    // Runs to the first yield: the exports are published, nothing of the module has run.
    void instance.body.next();
    return instance;
  }

  /** The instances in post-order: the modules that a module imports run before it, each once. */
  #order(instance: Instance, seen = new Set<Instance>(), order: Instance[] = []): Instance[] {
    if (seen.has(instance)) return order;
    seen.add(instance);
    for (const specifier of instance.specifiers) {
      const next = this.#instances.get(this.#context.dependency(instance.record, specifier));
      if (next) this.#order(next, seen, order);
    }
    order.push(instance);
    return order;
  }
}

/**
 * What `require()` gives for an ES module with a default export: the same, and `__esModule` for callers that
 * were compiled from ES modules (lib/internal/modules/cjs/loader.js, loadESMFromCJS).
 */
export function requiredFacade(namespace: object): object {
  const getters = new Map<string, () => unknown>([
    ['default', (): unknown => Reflect.get(namespace, 'default')],
    ['__esModule', () => true],
  ]);
  return namespaceOf(getters, [namespace]);
}

/** The namespace of a module that is no ES module: its exports do not change; getters are read each time. */
export function namespaceOfValues(values: Readonly<Record<string, unknown>>): object {
  return namespaceOf(
    new Map(
      Object.keys(values).map((name) => {
        const { get } = Object.getOwnPropertyDescriptor(values, name) ?? {};
        const value = get ? undefined : values[name];
        return [name, () => (get ? values[name] : value)];
      }),
    ),
    [],
  );
}

const NAMES = Symbol('names');

/** A module namespace: sealed from outside, read through the getters, `export *` behind own names. */
function namespaceOf(getters: ReadonlyMap<string, () => unknown>, stars: readonly object[]): object {
  /**
   * Names that are being looked for, since modules can export all of each other (ResolveExport's resolveSet and
   * GetExportedNames' exportStarSet, ECMA-262 §16.2.1.7).
   */
  const asked = new Set<PropertyKey>();
  const once = <Found>(what: PropertyKey, look: () => Found): Found | undefined => {
    if (asked.has(what)) return undefined;
    asked.add(what);
    try {
      return look();
    } finally {
      asked.delete(what);
    }
  };
  const starFor = (key: PropertyKey): object | undefined =>
    key === 'default' ? undefined : once(key, () => stars.find((star) => Reflect.has(star, key)));
  const starNames = (): string[] =>
    once(NAMES, () =>
      stars.flatMap((star) =>
        Reflect.ownKeys(star).filter((key): key is string => typeof key === 'string' && key !== 'default'),
      ),
    ) ?? [];
  const names = (): string[] => [...new Set([...getters.keys(), ...starNames()])].sort();
  const read = (key: PropertyKey): unknown => {
    if (key === Symbol.toStringTag) return 'Module';
    const get = typeof key === 'string' ? getters.get(key) : undefined;
    if (get) return get();
    const star = starFor(key);
    return star && Reflect.get(star, key);
  };
  const has = (key: PropertyKey): boolean =>
    key === Symbol.toStringTag || (typeof key === 'string' && getters.has(key)) || starFor(key) !== undefined;
  return new NativeProxy(Object.create(null) as object, {
    get: (_target, key) => read(key),
    has: (_target, key) => has(key),
    set: () => false,
    deleteProperty: (_target, key) => !has(key),
    defineProperty: () => false,
    ownKeys: () => [...names(), Symbol.toStringTag],
    getOwnPropertyDescriptor: (_target, key) =>
      has(key)
        ? {
            value: read(key),
            writable: key !== Symbol.toStringTag,
            enumerable: key !== Symbol.toStringTag,
            configurable: true,
          }
        : undefined,
  });
}
