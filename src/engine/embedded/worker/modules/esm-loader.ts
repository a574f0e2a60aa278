/**
 * Node's ES module loader (in place of lib/internal/modules/esm/loader.js, which needs V8's module API).
 *
 * Modules stay native: each gets a URL that the browser imports, its imports point at those of its
 * dependencies (`module-texts.ts`), and the browser links and runs them, with top-level await, live bindings
 * and real line numbers. Resolution, formats and their errors are Node's own (esm/resolve.js,
 * esm/get_format.js, esm/assert.js). Modules in an import cycle cannot name each other's URLs; they take
 * another form (`module-functions.ts`).
 */
import type { ModuleFunction } from '../../transform/module-function.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import { adopt } from '../stacks/install.ts';
import { describeAwait, explainCommonJsVariable } from './explanations.ts';
import { staticImports } from './imports.ts';
import { LinkErrors, type ErrorTools } from './link-errors.ts';
import {
  commonJsLoader,
  loaderLibrary,
  nodeError,
  runCommonJs,
  type ImportMeta,
  type LoaderLibrary,
} from './loader-library.ts';
import { ModuleFunctions, namespaceOfValues } from './module-functions.ts';
import { ModuleGraph } from './module-graph.ts';
import { ModuleHooks } from './module-hooks.ts';
import { markCycles, reachable, type ModuleRecord } from './module-record.ts';
import { ModuleTexts, type TextTools } from './module-texts.ts';
import { NativeModules } from './native-modules.ts';

export interface LoaderContext extends TextTools, ErrorTools {
  readonly loop: EventLoop;
  require(id: string): unknown;
  /** Whether the text of a file whose name does not tell is an ES module. */
  containsModuleSyntax(source: string, filename: string): boolean;
  /** The function form of a module, for cycles and for `require()`. */
  compileFunction(source: string): ModuleFunction;
  /** @throws SyntaxError when the source is no module */
  check(source: string, filename: string): void;
}

interface RegisterOptions {
  readonly parentURL?: string | URL;
  readonly data?: unknown;
  readonly transferList?: readonly Transferable[];
}

export class EsmLoader {
  /** Tells Node's library to give `import.meta` a `resolve`. */
  readonly allowImportMetaResolve = true;
  readonly #context: LoaderContext;
  readonly #metas = new Map<string, ImportMeta>();
  readonly #functions: ModuleFunctions;
  readonly #hooks: ModuleHooks;
  readonly #native: NativeModules;
  readonly #graph: ModuleGraph;
  readonly #texts: ModuleTexts;
  readonly #linkErrors: LinkErrors;
  #library: LoaderLibrary | undefined;
  #entry: string | undefined;
  /** URLs of modules with an `await` somewhere that have not come to their end. */
  readonly #waiting = new Set<string>();

  constructor(context: LoaderContext) {
    this.#context = context;
    this.#functions = new ModuleFunctions({
      compile: context.compileFunction,
      rewritten: context.rewritten,
      rewrite: (body, url) => this.#texts.rewrite(body, url, []),
      dependency: (record, specifier) => this.#dependency(record, specifier),
      isFunction: (record) => record.cyclic === true,
      missing: (importer, specifier, name, required) => this.#linkErrors.missing(importer, specifier, name, required),
      error: (code, ...args) => nodeError(this.#context.require, code, ...args),
    });
    this.#hooks = new ModuleHooks({
      require: context.require,
      resolve: (specifier, parentURL, importAttributes, conditions) =>
        this.#lib.defaultResolve(specifier, {
          __proto__: null,
          parentURL,
          importAttributes,
          ...(conditions && { conditions }),
        }),
      run: (specifier, parentURL, mayWait) => this.#runHooks(specifier, parentURL, mayWait),
      importsOf: staticImports,
    });
    this.#graph = new ModuleGraph({
      hooks: this.#hooks,
      library: () => this.#lib,
      require: context.require,
      containsModuleSyntax: context.containsModuleSyntax,
    });
    this.#texts = new ModuleTexts({
      tools: context,
      library: () => this.#lib,
      mentions: (name) => this.#graph.mentions(name),
      awaits: (url) => this.#waiting.add(url),
    });
    this.#linkErrors = new LinkErrors(context, this.#texts.files);
    this.#native = new NativeModules(context.loop, this.#texts, this.#linkErrors);
  }

  // ---- what Node's library calls

  /** `import()`: resolves to the module's namespace. */
  async import(
    specifier: string | URL,
    parentURL: string | undefined,
    attributes: object = {},
    _phase?: unknown,
    isEntry = false,
  ): Promise<object> {
    const name = `${specifier as string}`;
    if (this.#hooks.isAsynchronous(parentURL)) await this.#hooks.prepare(name, parentURL, attributes);
    const resolution = this.#hooks.resolve(name, parentURL, attributes);
    if (isEntry) this.#entry = resolution.url;
    const record = this.#graph.load(resolution);
    try {
      return await this.#evaluate(record);
    } catch (error) {
      explainCommonJsVariable(error, record, () => {
        const { getPackageScopeConfig } = this.#context.require('internal/modules/package_json_reader') as {
          getPackageScopeConfig(url: string): { type?: string; pjsonPath?: string };
        };
        const found = getPackageScopeConfig(record.url);
        return found.type === 'module' ? found.pjsonPath : undefined;
      });
      throw error;
    }
  }

  /** Runs the text of `node --eval` as a module. */
  async eval(source: string, url: string, isEntry: boolean): Promise<{ readonly namespace: object }> {
    if (isEntry) this.#entry = url;
    return {
      namespace: await this.#evaluate(
        this.#graph.load({ url, format: 'module', attributes: {}, custom: false }, source),
      ),
    };
  }

  /** Checks a text for `eval()`. Node calls this first for a text that may have types, to learn whether it parses. */
  createModuleWrap(source: string, url: string): string {
    this.#context.check(source, url);
    return source;
  }

  executeModuleJob(url: string, source: string, isEntry: boolean): Promise<{ readonly namespace: object }> {
    return this.eval(source, url, isEntry);
  }

  resolveSync(
    parentURL: string | undefined,
    request: { specifier: string; attributes?: object },
    skipHooks = false,
  ): { url: string; format: string | undefined } {
    return this.#hooks.resolve(`${request.specifier}`, parentURL, request.attributes ?? {}, skipHooks);
  }

  waitForAsyncLoaderHookInitialization(): void {}

  /** `module.register()`. */
  register(
    specifier: string | URL,
    parentURL?: string | URL | RegisterOptions | null,
    options?: RegisterOptions,
  ): void {
    const base =
      parentURL === null || typeof parentURL !== 'object' || 'href' in parentURL ? parentURL : parentURL.parentURL;
    const given = base === parentURL ? options : (parentURL as RegisterOptions);
    this.#hooks.register(String(specifier), String(base ?? 'data:'), given?.data, given?.transferList);
  }

  #runHooks(specifier: string, parentURL: string, mayWait: boolean): object | Promise<object> {
    if (mayWait) return this.import(specifier, parentURL);
    const record = this.#graph.load(this.#hooks.resolve(specifier, parentURL, {}));
    if (record.evaluated !== undefined) return record.evaluated;
    if (record.format !== 'module') return this.#synchronous(record);
    try {
      return this.#functions.runSync(record, (dependency) => this.#synchronous(dependency));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
      return this.import(specifier, parentURL);
    }
  }

  /** `require()` of an ES module: runs it at once, which top-level await does not allow. */
  importSyncForRequire(
    module: { exports: unknown },
    filename: string,
    source: string,
    _isMain?: boolean,
    parent?: { filename?: string },
  ): { wrap: unknown; namespace: object } {
    const url = this.#lib.pathToFileURL(filename).href;
    const { getOptionValue } = this.#context.require('internal/options') as { getOptionValue(name: string): unknown };
    if (getOptionValue('--require-module') === false)
      throw nodeError(this.#context.require, 'ERR_REQUIRE_ESM', url, true);
    const record = this.#graph.load({ url, format: 'module', attributes: {}, custom: false }, source);
    if (record.evaluated !== undefined && [...reachable(record)].some((member) => this.#awaits(member)))
      throw nodeError(this.#context.require, 'ERR_REQUIRE_ASYNC_MODULE', filename, parent, undefined);
    if (record.evaluated === undefined && record.namespace !== undefined)
      this.#refuseCycle(record, filename, parent?.filename);
    const namespace =
      record.evaluated ??
      this.#functions.runSync(record, (dependency) => this.#synchronous(dependency), { filename, parent });
    module.exports = namespace;
    return { wrap: namespace, namespace };
  }

  /** Whether the module awaits outside of functions. */
  #awaits({ format, source }: ModuleRecord): boolean {
    return format === 'module' && /\bawait\b/.test(source) && this.#context.compileFunction(source).usesAwait;
  }

  /** @throws when a CommonJS module requires the ES module that is just importing it */
  #refuseCycle(record: ModuleRecord, filename: string, parent: string | undefined): void {
    if (
      parent === undefined ||
      ![...reachable(record)].some(
        ({ format, url }) => format === 'commonjs' && this.#lib.urlToFilename(url) === parent,
      )
    )
      return;
    throw nodeError(
      this.#context.require,
      'ERR_REQUIRE_CYCLE_MODULE',
      `Cannot require() ES Module ${filename} in a cycle. (from ${parent}) A cycle involving require(esm) is not allowed to maintain invariants mandated by the ECMAScript specification. Try making at least part of the dependency in the graph lazily loaded.`,
    );
  }

  /** URL of the program's entry module, when that is an ES module. */
  get entryUrl(): string | undefined {
    return this.#entry;
  }

  /**
   * The modules of the program's graph that wait at a top-level await, with its place when that is certain:
   * `url:line`, the line and a caret, or the URL alone.
   */
  stalled(): string[] {
    const places: string[] = [];
    const seen = new Set<ModuleRecord>();
    const visit = (record: ModuleRecord | undefined): boolean => {
      if (!record || seen.has(record)) return record !== undefined && this.#waiting.has(record.url);
      seen.add(record);
      const below = record.dependencies.map(visit).includes(true);
      if (!this.#waiting.has(record.url)) return below;
      if (!below) places.push(describeAwait(record));
      return true;
    };
    visit(this.#graph.find(this.#entry ?? ''));
    return places;
  }

  // ---- what rewritten sources call

  readonly runtime = {
    /** Called in catch clauses, where errors of the language need it. */
    adopt,
    builtin: (id: string) => this.#context.builtin(id),
    /** Registers the function that sets the exports of a builtin's module (module.syncBuiltinESMExports()). */
    live: (id: string, set: (name: string, value: unknown) => void) => this.#texts.live(id, set),
    commonjs: (key: string) => this.#commonjs(this.#graph.find(key) as ModuleRecord),
    json: (key: string): unknown => this.#graph.find(key)?.value,
    meta: (url: string) => this.#meta(url),
    import: (parentURL: string, specifier: unknown, options?: { with?: object }) =>
      this.import(String(specifier), parentURL, options?.with ?? {}),
    importFrom: (importer: number, specifier: unknown, options?: { with?: object }) =>
      this.import(String(specifier), this.#texts.importer(importer), options?.with ?? {}),
    /** Called at the end of a module that may have waited at a top-level await. */
    ran: (url: string) => this.#waiting.delete(url),
    /** Called by the first module of a graph: the graph is loaded and starts to run. */
    loaded: (count: number) => this.#native.loaded(count),
  };

  /** The source of a CommonJS module with its `import()` calls rewritten. */
  rewriteDynamicImports(source: string, filename: string): string {
    return this.#texts.rewriteDynamicImports(source, filename);
  }

  get #lib(): LoaderLibrary {
    return (this.#library ??= loaderLibrary(this.#context.require));
  }

  #dependency(record: ModuleRecord, specifier: string): ModuleRecord {
    const index = record.imports.findIndex((found) => found.specifier === specifier);
    const dependency = record.dependencies[index];
    if (!dependency) throw new Error(`${record.url} does not import ${specifier}`);
    return dependency;
  }

  // ---- running

  #evaluate(record: ModuleRecord): Promise<object> {
    if (record.cyclic === undefined) markCycles(record);
    return (record.namespace ??= record.cyclic
      ? this.#functions.run(record, (other) => this.#evaluate(other))
      : this.#native.run(record, record.url === this.#entry));
  }

  #meta(url: string): ImportMeta {
    const known = this.#metas.get(url);
    if (known) return known;
    const meta = this.#lib.initializeImportMeta(
      Object.create(null) as object,
      { url, isMain: url === this.#entry },
      this,
    );
    this.#metas.set(url, meta);
    return meta;
  }

  #commonjs(record: ModuleRecord): unknown {
    const filename = this.#lib.urlToFilename(record.url);
    return runCommonJs(commonJsLoader(this.#context.require), record, filename, record.url === this.#entry);
  }

  #synchronous(record: ModuleRecord): object {
    if (record.format === 'builtin') {
      const builtin = this.#context.builtin(record.url.slice(5));
      // Getters load further parts of the library: they run when they are read.
      return namespaceOfValues(
        Object.defineProperties({ default: builtin }, Object.getOwnPropertyDescriptors(builtin)),
      );
    }
    if (record.format === 'json') return namespaceOfValues({ default: record.value });
    const exported = this.#commonjs(record) as Record<string, unknown> | null | undefined;
    const names = this.#texts.commonJsNames(record).filter((name) => name !== 'default');
    return namespaceOfValues({
      ...Object.fromEntries(names.map((name) => [name, exported?.[name]])),
      default: exported,
      'module.exports': exported,
    });
  }
}
