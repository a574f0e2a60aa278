/**
 * Resolving and loading by way of hooks that a program has registered: with `module.registerHooks()`, whose hooks are
 * synchronous and run by Node's own lib/internal/modules/customization_hooks.js, or with `module.register()`.
 *
 * Node runs the asynchronous hooks of `register()` on a thread of their own, for which the program waits. This engine
 * runs them on the program's thread, in Node's class for that other thread (esm/hooks.js): before a graph is linked,
 * all its imports are resolved and loaded through the hooks; linking then finds the results.
 */

export interface Resolution {
  readonly url: string;
  readonly format: string | undefined;
  readonly attributes: object;
  /** Whether hooks have answered: then nobody may resolve or load the module again without them. */
  readonly custom: boolean;
}

export interface LoadedSource {
  readonly format: string;
  readonly source: string;
  readonly custom: boolean;
}

interface ResolveResult {
  url: string;
  format?: string | null;
  importAttributes?: object | undefined;
}

interface LoadResult {
  format?: string | null;
  source?: string | ArrayBufferView | ArrayBufferLike | null;
}

type Step<Result> = (
  name: string,
  context: { parentURL?: string; format?: string; importAttributes?: object },
) => Result;

/** lib/internal/modules/customization_hooks.js */
interface SynchronousHooks {
  readonly resolveHooks: readonly object[];
  readonly loadHooks: readonly object[];
  readonly validateLoadSloppy: unknown;
  resolveWithHooks(
    specifier: string,
    parentURL: string | undefined,
    attributes: object,
    conditions: readonly string[],
    step: Step<ResolveResult>,
  ): ResolveResult;
  loadWithHooks(
    url: string,
    format: string | undefined,
    attributes: object,
    conditions: readonly string[],
    step: Step<LoadResult>,
    validate: unknown,
  ): LoadResult;
}

/** AsyncLoaderHooksOnLoaderHookWorker of lib/internal/modules/esm/hooks.js */
interface AsynchronousHooks {
  addCustomLoader(url: string, exports: object, data: unknown): unknown;
  resolve(specifier: string, parentURL: string | undefined, attributes: object): Promise<ResolveResult>;
  load(url: string, context: object): Promise<LoadResult>;
}

export interface ModuleHooksContext {
  require(id: string): unknown;
  /** Resolves by Node's rules. */
  resolve(
    specifier: string,
    parentURL: string | undefined,
    attributes: object,
    conditions?: readonly string[],
  ): ResolveResult;
  /** Runs the module that has the hooks: at once, or later when it awaits or earlier hooks decide about it. */
  run(specifier: string, parentURL: string, mayWait: boolean): object | Promise<object>;
  /** The specifiers of a module's import statements. */
  importsOf(source: string): readonly { readonly specifier: string; readonly attributes: object }[];
}

const keyOf = (...parts: readonly unknown[]): string => JSON.stringify(parts);

export class ModuleHooks {
  readonly #context: ModuleHooksContext;
  #synchronous: SynchronousHooks | undefined;
  #asynchronous: AsynchronousHooks | undefined;
  /** The answers of the asynchronous hooks. */
  readonly #resolved = new Map<string, ResolveResult>();
  readonly #loaded = new Map<string, LoadResult>();
  #registering: Promise<unknown> | undefined;
  /** URLs of the modules that have hooks, which do not wait for themselves. */
  readonly #registered = new Set<string>();

  constructor(context: ModuleHooksContext) {
    this.#context = context;
  }

  get #hooks(): SynchronousHooks {
    return (this.#synchronous ??= this.#context.require('internal/modules/customization_hooks') as SynchronousHooks);
  }

  get #conditions(): readonly string[] {
    return (
      this.#context.require('internal/modules/esm/utils') as { getDefaultConditions(): readonly string[] }
    ).getDefaultConditions();
  }

  resolve(specifier: string, parentURL: string | undefined, attributes: object, skipSynchronous = false): Resolution {
    let custom = false;
    const below: Step<ResolveResult> = (name, context) => {
      const prepared = this.#resolved.get(keyOf(name, context.parentURL ?? '', context.importAttributes));
      custom = prepared !== undefined;
      return (
        prepared ??
        this.#context.resolve(
          name,
          context.parentURL,
          context.importAttributes ?? {},
          (context as { conditions?: readonly string[] }).conditions,
        )
      );
    };
    let result: ResolveResult;
    if (this.#hooks.resolveHooks.length > 0 && !skipSynchronous) {
      custom = true; // unless the step below is reached
      result = this.#hooks.resolveWithHooks(specifier, parentURL, attributes, this.#conditions, below);
    } else result = below(specifier, { ...(parentURL !== undefined && { parentURL }), importAttributes: attributes });
    return {
      url: result.url,
      format: result.format ?? undefined,
      attributes: result.importAttributes ?? attributes,
      custom,
    };
  }

  /**
   * @param plain reads a file of a known format; undefined when it cannot. Node's own step is loaded only for hooks and
   *   for URLs that are no files.
   */
  load({ url, format, attributes, custom }: Resolution, plain: () => LoadedSource | undefined): LoadedSource {
    const type = typeOf(attributes);
    const prepared = this.#loaded.get(keyOf(url, type));
    const hooked = this.#hooks.loadHooks.length > 0;
    const read = hooked || prepared ? undefined : plain();
    if (read) return { ...read, custom };
    const lib = this.#context.require('internal/modules/esm/load') as {
      defaultLoadSync: Step<LoadResult>;
      throwUnknownModuleFormat(url: string, format: unknown): never;
    };
    const context = { ...(format !== undefined && { format }), importAttributes: attributes };
    const below: Step<LoadResult> = (name, given) =>
      name === url && prepared ? prepared : lib.defaultLoadSync(name, given);
    const result = hooked
      ? this.#hooks.loadWithHooks(url, format, attributes, this.#conditions, below, this.#hooks.validateLoadSloppy)
      : below(url, context);
    if (result.format === null || result.format === undefined) return lib.throwUnknownModuleFormat(url, result.format);
    const source =
      result.source ??
      (result.format === 'commonjs' && url.startsWith('file:')
        ? lib.defaultLoadSync(url, { format: 'commonjs' }).source
        : '');
    const { stringify } = this.#context.require('internal/modules/helpers') as { stringify(source: unknown): string };
    return {
      format: result.format,
      source: stringify(source ?? ''),
      custom: custom || hooked || (prepared?.source ?? null) !== null,
    };
  }

  /** Whether a graph must be prepared before it is linked. */
  isAsynchronous(parentURL: string | undefined): boolean {
    return this.#asynchronous !== undefined && !this.#registered.has(parentURL ?? '');
  }

  /** Asks the asynchronous hooks for a module and all that it imports. */
  async prepare(specifier: string, parentURL: string | undefined, attributes: object): Promise<void> {
    await this.#registering;
    await this.#prepare(specifier, parentURL, attributes, this.#asynchronous as AsynchronousHooks);
  }

  async #prepare(
    specifier: string,
    parentURL: string | undefined,
    attributes: object,
    hooks: AsynchronousHooks,
  ): Promise<void> {
    const key = keyOf(specifier, parentURL ?? '', attributes);
    // The hooks are asked each time, as they may answer otherwise.
    const resolved = await hooks.resolve(specifier, parentURL, attributes);
    this.#resolved.set(key, resolved);
    const { url, format } = resolved;
    const importAttributes = resolved.importAttributes ?? attributes;
    const loadKey = keyOf(url, typeOf(importAttributes));
    if (this.#loaded.has(loadKey)) return;
    const loaded = await hooks.load(url, { format, importAttributes });
    this.#loaded.set(loadKey, loaded);
    if (loaded.format !== 'module') return;
    const { stringify } = this.#context.require('internal/modules/helpers') as { stringify(source: unknown): string };
    for (const next of this.#context.importsOf(stringify(loaded.source ?? '')))
      await this.#prepare(next.specifier, url, next.attributes, hooks);
  }

  /** `module.register()`. @throws what the module throws, unless it has to be waited for. */
  register(
    specifier: string,
    parentURL: string,
    data: unknown,
    transferList: readonly Transferable[] | undefined,
  ): void {
    const { AsyncLoaderHooksOnLoaderHookWorker: Hooks } = this.#context.require('internal/modules/esm/hooks') as {
      AsyncLoaderHooksOnLoaderHookWorker: new () => AsynchronousHooks;
    };
    const given = data === undefined ? undefined : structuredClone(data, { transfer: [...(transferList ?? [])] });
    const earlier = this.#asynchronous;
    const hooks = (this.#asynchronous ??= new Hooks());
    this.#registered.add(this.resolve(specifier, parentURL, {}).url);
    const add = (exports: object): unknown => hooks.addCustomLoader(specifier, exports, given);
    const found = this.#context.run(specifier, parentURL, earlier !== undefined);
    const added =
      found instanceof Promise ? Promise.all([found, this.#registering]).then(([exports]) => add(exports)) : add(found);
    if (!(added instanceof Promise)) return;
    const all = Promise.all([this.#registering, added]);
    this.#registering = all;
    // A later import hears of a failure; perhaps there is none, and then nobody does.
    all.catch(() => {});
  }
}

const typeOf = (attributes: object): string => (attributes as { type?: string }).type ?? 'javascript';
