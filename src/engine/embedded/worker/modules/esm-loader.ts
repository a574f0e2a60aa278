/**
 * Node's ES module loader (in place of lib/internal/modules/esm/loader.js, which needs V8's module API).
 *
 * Modules stay native: each becomes a blob whose imports point at the blobs of its dependencies, and the
 * browser links and runs them, with top-level await, live bindings and real line numbers. Resolution,
 * formats and their errors are Node's own (esm/resolve.js, esm/get_format.js, esm/assert.js). Modules in
 * an import cycle cannot name each other's blobs; they take another form (`module-functions.ts`).
 */
import type { ModuleFunction } from '../../transform/module-function.ts';
import type { EventLoop } from '../loop.ts';
import { adopt } from '../stacks/install.ts';
import { nameSource } from '../stacks/source-names.ts';
import { cjsExportNames, type ReadNames } from './cjs-exports.ts';
import { commonJsAdvice, describeAwait, explainCommonJsVariable } from './explanations.ts';
import { makesFunctions, rewriteEvaluated, watchFunctions } from './evaluated-imports.ts';
import { facade } from './facade.ts';
import { magicComment } from './magic-comment.ts';
import { importsIn, staticImports, type Import } from './imports.ts';
import { TYPESCRIPT, type TypeScript } from '../stand-ins.ts';
import { placeText, positionAt, prefixStack } from './syntax.ts';
import { ModuleFunctions, namespaceOfValues } from './module-functions.ts';
import { moduleUrl } from './module-url.ts';
import { ModuleHooks, type LoadedSource, type Resolution } from './module-hooks.ts';
import { markCycles, reachable, type ModuleRecord } from './module-record.ts';

/** Imports are rewritten to calls of this hidden global. */
export const RUNTIME = '__engine';

/** What of Node's library the loader stands on. */
interface Library {
  defaultResolve(specifier: string, context: object): { url: string; format?: string | null };
  defaultGetFormat(url: URL, context: object): string | undefined;
  validateAttributes(url: string, format: string, attributes: object): void;
  fileURLToPath(url: string): string;
  pathToFileURL(path: string): URL;
  readFileSync(path: string, encoding: 'utf8'): string;
  urlToFilename(url: string): string;
  maybeCacheSourceMap(url: string, source: string, module: object, isGenerated: boolean, sourceURL: undefined, sourceMapURL: string | undefined): void;
  initializeImportMeta(meta: object, context: { url: string; isMain: boolean }, loader: EsmLoader): ImportMeta;
}

/** What of lib/internal/modules/cjs/loader.js is used. */
interface CommonJsLoader {
  readonly Module: {
    new (filename: string): { exports: unknown; filename: string; path: string; paths: string[] } & Record<symbol, unknown>;
    _cache: Record<string, { exports: unknown; loaded: boolean }>;
    _nodeModulePaths(path: string): string[];
  };
  readonly kIsCachedByESMLoader: symbol;
  readonly kModuleSource: symbol;
  wrapModuleLoad(request: string, parent: undefined, isMain: boolean, options?: object): unknown;
}

export interface LoaderContext {
  readonly loop: EventLoop;
  require(id: string): unknown;
  /** `require` for programs: a builtin as the public sees it. */
  builtin(id: string): Record<string, unknown>;
  /** Calls `set` when a builtin's exports have changed. */
  live(id: string, set: (name: string, value: unknown) => void): void;
  /** Whether the text is an ES module in a file that does not say. */
  containsModuleSyntax(source: string, filename: string): boolean;
  /** The function form of a module, for cycles and for `require()`. */
  compileFunction(source: string): ModuleFunction;
  /** What finds the names that a CommonJS module exports. */
  commonJsLexer(): ReadNames;
  /** Rewrites an `await` for AsyncLocalStorage when the program uses it. */
  prepare(source: string): string;
  /** Notes how a source was changed, for the columns of stacks. */
  rewritten(url: string, source: string, text: string): void;
  /** Adds place and caret to a SyntaxError. */
  locate(error: unknown, source: string, filename: string): unknown;
  /** @throws SyntaxError when it is no module */
  check(source: string, filename: string): void;
  notice(text: string): void;
  /** Path or URL of the file of the program that is running. */
  caller(): string;
  /** The symbol that tells Node's library that an error's stack shows its place already. */
  readonly decorated: symbol | undefined;
  /** The symbol of the lines that are printed above an error. */
  readonly arrow: symbol;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

type ImportMeta = Record<string, unknown>;

interface RegisterOptions {
  readonly parentURL?: string | URL;
  readonly data?: unknown;
  readonly transferList?: readonly Transferable[];
}

export class EsmLoader {
  /** Node's `import.meta` has `resolve`. */
  readonly allowImportMetaResolve = true;
  readonly #context: LoaderContext;
  readonly #records = new Map<string, ModuleRecord>();
  readonly #metas = new Map<string, ImportMeta>();
  readonly #functions: ModuleFunctions;
  readonly #hooks: ModuleHooks;
  readonly #loading = new Map<number, () => void>();
  readonly #blobs = new Map<string, string>();
  #library: Library | undefined;
  #entry: string | undefined;
  #count = 0;
  /** URLs of files with an `import()` in a text for `eval`. */
  readonly #importers: string[] = [];
  /** URLs of modules with an `await` somewhere that have not come to their end. */
  readonly #waiting = new Set<string>();

  constructor(context: LoaderContext) {
    this.#context = context;
    this.#functions = new ModuleFunctions({
      compile: context.compileFunction,
      rewritten: context.rewritten,
      rewrite: (body, url) => this.#rewrite(body, url, []),
      dependency: (record, specifier) => this.#dependency(record, specifier),
      isFunction: (record) => record.cyclic === true,
      missing: (importer, specifier, name, required) => {
        const error = new SyntaxError(`The requested module '${specifier}' does not provide an export named '${name}'`);
        const index = importer.imports.findIndex((found) => found.specifier === specifier && nameIn(importer, found, name) !== undefined);
        if (index >= 0) this.#placeMissing(error, importer, index, name, required);
        return error;
      },
      error: (code, ...args) => this.#error(code, ...args),
    });
    this.#hooks = new ModuleHooks({
      require: context.require,
      resolve: (specifier, parentURL, importAttributes, conditions) =>
        this.#lib.defaultResolve(specifier, { __proto__: null, parentURL, importAttributes, ...(conditions && { conditions }) }),
      run: (specifier, parentURL, mayWait) => this.#runHooks(specifier, parentURL, mayWait),
      importsOf: staticImports,
    });
  }

  // ---- what Node's library calls

  /** `import()`: resolves to the module's namespace. */
  async import(specifier: string | URL, parentURL: string | undefined, attributes: object = {}, _phase?: unknown, isEntry = false): Promise<object> {
    const name = `${specifier as string}`;
    if (this.#hooks.isAsynchronous(parentURL)) await this.#hooks.prepare(name, parentURL, attributes);
    const resolution = this.#hooks.resolve(name, parentURL, attributes);
    if (isEntry) this.#entry = resolution.url;
    const record = this.#load(resolution);
    try {
      return await this.#evaluate(record);
    } catch (error) {
      explainCommonJsVariable(error, record, () => {
        const { getPackageScopeConfig } = this.#context.require('internal/modules/package_json_reader') as { getPackageScopeConfig(url: string): { type?: string; pjsonPath?: string } };
        const found = getPackageScopeConfig(record.url);
        return found.type === 'module' ? found.pjsonPath : undefined;
      });
      throw error;
    }
  }

  /** Runs the text of `node --eval` as a module. */
  async eval(source: string, url: string, isEntry: boolean): Promise<{ readonly namespace: object }> {
    if (isEntry) this.#entry = url;
    return { namespace: await this.#evaluate(this.#load({ url, format: 'module', attributes: {}, custom: false }, source)) };
  }

  /** What `eval()` takes, once it parses: who evaluates a text that may have types tries this first. */
  createModuleWrap(source: string, url: string): string {
    this.#context.check(source, url);
    return source;
  }

  executeModuleJob(url: string, source: string, isEntry: boolean): Promise<{ readonly namespace: object }> {
    return this.eval(source, url, isEntry);
  }

  resolveSync(parentURL: string | undefined, request: { specifier: string; attributes?: object }, skipHooks = false): { url: string; format: string | undefined } {
    return this.#hooks.resolve(`${request.specifier}`, parentURL, request.attributes ?? {}, skipHooks);
  }

  waitForAsyncLoaderHookInitialization(): void {}

  /** `module.register()`. */
  register(specifier: string | URL, parentURL?: string | URL | RegisterOptions | null, options?: RegisterOptions): void {
    const base = parentURL === null || typeof parentURL !== 'object' || 'href' in parentURL ? parentURL : parentURL.parentURL;
    const given = base === parentURL ? options : (parentURL as RegisterOptions);
    this.#hooks.register(String(specifier), String(base ?? 'data:'), given?.data, given?.transferList);
  }

  #runHooks(specifier: string, parentURL: string, mayWait: boolean): object | Promise<object> {
    if (mayWait) return this.import(specifier, parentURL);
    const record = this.#load(this.#hooks.resolve(specifier, parentURL, {}));
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
  importSyncForRequire(module: { exports: unknown }, filename: string, source: string, _isMain?: boolean, parent?: { filename?: string }): { wrap: unknown; namespace: object } {
    const url = this.#lib.pathToFileURL(filename).href;
    const { getOptionValue } = this.#context.require('internal/options') as { getOptionValue(name: string): unknown };
    if (getOptionValue('--require-module') === false) throw this.#error('ERR_REQUIRE_ESM', url, true);
    const record = this.#load({ url, format: 'module', attributes: {}, custom: false }, source);
    if (record.evaluated !== undefined && [...reachable(record)].some((member) => this.#awaits(member))) throw this.#error('ERR_REQUIRE_ASYNC_MODULE', filename, parent, undefined);
    if (record.evaluated === undefined && record.namespace !== undefined) this.#refuseCycle(record, filename, parent?.filename);
    const namespace = record.evaluated ?? this.#functions.runSync(record, (dependency) => this.#synchronous(dependency), { filename, parent });
    module.exports = namespace;
    return { wrap: namespace, namespace };
  }

  /** Whether the module awaits outside of functions. */
  #awaits({ format, source }: ModuleRecord): boolean {
    return format === 'module' && /\bawait\b/.test(source) && this.#context.compileFunction(source).usesAwait;
  }

  /** @throws when a CommonJS module requires the ES module that is just importing it */
  #refuseCycle(record: ModuleRecord, filename: string, parent: string | undefined): void {
    if (parent === undefined || ![...reachable(record)].some(({ format, url }) => format === 'commonjs' && this.#lib.urlToFilename(url) === parent)) return;
    throw this.#error('ERR_REQUIRE_CYCLE_MODULE', `Cannot require() ES Module ${filename} in a cycle. (from ${parent}) A cycle involving require(esm) is not allowed to maintain invariants mandated by the ECMAScript specification. Try making at least part of the dependency in the graph lazily loaded.`);
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
    visit(this.#records.get(this.#entry ?? ''));
    return places;
  }

  // ---- what rewritten sources call

  readonly runtime = {
    /** Called in catch clauses, where errors of the language need it. */
    adopt,
    builtin: (id: string) => this.#context.builtin(id),
    /** The bindings of a builtin's module can be set (module.syncBuiltinESMExports()). */
    live: (id: string, set: (name: string, value: unknown) => void) => this.#context.live(id, set),
    commonjs: (key: string) => this.#commonjs(this.#record(key)),
    json: (key: string): unknown => this.#record(key).value,
    meta: (url: string) => this.#meta(url),
    import: (parentURL: string, specifier: unknown, options?: { with?: object }) =>
      this.import(String(specifier), parentURL, options?.with ?? {}),
    importFrom: (importer: number, specifier: unknown, options?: { with?: object }) =>
      this.import(String(specifier), this.#importers[importer], options?.with ?? {}),
    /** A module with top-level await has come to its end. */
    ran: (url: string) => this.#waiting.delete(url),
    /** The graph is loaded and starts to run. */
    loaded: (count: number) => this.#loading.get(count)?.(),
  };

  // ---- resolving and loading

  get #lib(): Library {
    return (this.#library ??= {
      ...(this.#context.require('internal/modules/esm/resolve') as Pick<Library, 'defaultResolve'>),
      ...(this.#context.require('internal/modules/esm/get_format') as Pick<Library, 'defaultGetFormat'>),
      ...(this.#context.require('internal/modules/esm/assert') as Pick<Library, 'validateAttributes'>),
      ...(this.#context.require('internal/source_map/source_map_cache') as Pick<Library, 'maybeCacheSourceMap'>),
      ...(this.#context.require('internal/modules/helpers') as Pick<Library, 'urlToFilename'>),
      ...(this.#context.require('internal/modules/esm/initialize_import_meta') as Pick<Library, 'initializeImportMeta'>),
      ...(this.#context.require('internal/url') as Pick<Library, 'fileURLToPath' | 'pathToFileURL'>),
      readFileSync: (this.#context.require('fs') as Pick<Library, 'readFileSync'>).readFileSync,
    });
  }

  #record(key: string): ModuleRecord {
    const record = this.#records.get(key);
    if (!record) throw new Error(`${key} has not been loaded`);
    return record;
  }

  /** @param text what is at the URL, when it is known already */
  #load(resolution: Resolution, text?: string): ModuleRecord {
    const { url, attributes } = resolution;
    // The same file is another module under another type (HostLoadImportedModule).
    const { type } = attributes as { type?: string };
    const key = type === undefined ? url : `${url} ${type}`;
    const known = this.#records.get(key);
    if (known) {
      this.#lib.validateAttributes(url, known.format, attributes);
      return known;
    }
    const loaded = text === undefined ? this.#hooks.load(resolution, () => this.#read(resolution)) : { format: 'module', source: text, custom: false };
    this.#lib.validateAttributes(url, loaded.format, attributes);
    const { format, source, custom } = this.#withoutTypes(loaded, url);
    if (!['module', 'commonjs', 'json', 'builtin'].includes(format)) throw this.#error('ERR_UNKNOWN_MODULE_FORMAT', format, url);
    const imports = format === 'module' ? staticImports(source) : [];
    const record: ModuleRecord = {
      key, url, format, source, imports, custom, dependencies: [], cyclic: undefined, blob: undefined, namespace: undefined, evaluated: undefined,
      value: format === 'json' ? this.#json(url, source) : undefined,
    };
    this.#records.set(key, record);
    if (format === 'module') this.#lib.maybeCacheSourceMap(url, source, record, false, undefined, magicComment(source, 'sourceMappingURL'));
    try {
      for (const { specifier, attributes: own } of imports) record.dependencies.push(this.#load(this.#hooks.resolve(specifier, url, own)));
    } catch (error) {
      this.#records.delete(key);
      throw error;
    }
    return record;
  }

  /** Builtins and files, by the rules; undefined for other URLs, which Node's own step knows. */
  #read({ url, format: hint }: Resolution): LoadedSource | undefined {
    if (url.startsWith('node:')) {
      const { BuiltinModule } = this.#context.require('internal/bootstrap/realm') as { BuiltinModule: { canBeRequiredByUsers(id: string): boolean } };
      if (!BuiltinModule.canBeRequiredByUsers(url.slice(5))) throw this.#error('ERR_UNKNOWN_BUILTIN_MODULE', url);
      return { format: 'builtin', source: '', custom: false };
    }
    if (!url.startsWith('file:')) return undefined;
    const path = this.#lib.fileURLToPath(url);
    const source = this.#lib.readFileSync(path, 'utf8');
    const format = hint ?? this.#lib.defaultGetFormat(new URL(url), { parentURL: undefined, source }) ?? (this.#context.containsModuleSyntax(source, path) ? 'module' : 'commonjs');
    return { format, source, custom: false };
  }

  #withoutTypes(loaded: LoadedSource, url: string): LoadedSource {
    const format = /^(module|commonjs)-typescript$/.exec(loaded.format)?.[1];
    if (format === undefined) return loaded;
    const { stripTypeScriptModuleTypes } = this.#context.require(TYPESCRIPT) as TypeScript;
    return { ...loaded, format, source: stripTypeScriptModuleTypes(loaded.source, url) };
  }

  #error(code: string, ...args: unknown[]): Error {
    const { codes } = this.#context.require('internal/errors') as { codes: Record<string, new (...args: unknown[]) => Error> };
    const Constructor = codes[code];
    return Constructor ? new Constructor(...args) : new Error(code);
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
    return (record.namespace ??= record.cyclic ? this.#functions.run(record, (other) => this.#evaluate(other)) : this.#native(record));
  }

  async #native(record: ModuleRecord): Promise<object> {
    const count = (this.#count += 1);
    const end = this.#context.loop.begin();
    this.#loading.set(count, () => {
      this.#loading.delete(count);
      end(() => {});
    });
    try {
      const marker = moduleUrl(`${RUNTIME}.loaded(${count})`);
      // All modules of the graph, since any of them may be required later.
      const modules = [...reachable(record)].filter((member) => member === record || (member.format === 'module' && member.evaluated === undefined));
      const imports = modules.map((member, index) => `import * as n${index} from ${JSON.stringify(this.#emit(member))};`).join('');
      const entry = moduleUrl(`import ${JSON.stringify(marker)};${imports}export const namespaces=[${modules.map((_, index) => `n${index}`).join()}];`);
      const { namespaces } = (await import(entry)) as { namespaces: object[] };
      modules.forEach((member, index) => (member.evaluated = namespaces[index]));
      return namespaces[0] as object;
    } catch (error) {
      throw this.#explain(error, record);
    } finally {
      this.#loading.get(count)?.();
    }
  }

  /** The module's blob, with those of everything it imports made first. */
  #emit(record: ModuleRecord): string {
    if (record.blob !== undefined) return record.blob;
    record.blob = moduleUrl(this.#text(record));
    this.#blobs.set(record.blob, record.url);
    if (record.format === 'module') nameSource(record.blob, record.url);
    return record.blob;
  }

  /**
   * The names a builtin exports. Some are getters that load further parts of the library, as `WebSocket`
   * of http loads undici: those only if some module mentions them.
   */
  #builtinNames(id: string): string[] {
    const builtin = this.#context.builtin(id);
    const sources = [...this.#records.values()].map((record) => record.source);
    return Object.keys(builtin).filter((name) => {
      const getter = Object.getOwnPropertyDescriptor(builtin, name)?.get;
      return !getter || sources.some((source) => source.includes(name));
    });
  }

  #text(record: ModuleRecord): string {
    const { url, format } = record;
    if (format === 'builtin') {
      const id = JSON.stringify(url.slice(5));
      return facade(`${RUNTIME}.builtin(${id})`, this.#builtinNames(url.slice(5)), { live: `${RUNTIME}.live(${id},` });
    }
    if (format === 'json') return `export default ${RUNTIME}.json(${JSON.stringify(record.key)});`;
    if (format === 'commonjs') {
      const names = this.#commonJsNames(record);
      return facade(`${RUNTIME}.commonjs(${JSON.stringify(record.key)})`, names, { moduleExports: true, esModule: names.includes('__esModule') });
    }
    const targets = record.imports.flatMap(({ start, end, statementEnd, attributes }, index) => [
      { start, end, text: this.#emit(record.dependencies[index] as ModuleRecord) },
      // The blob behind a JSON file is a script.
      ...(Object.keys(attributes).length === 0 ? [] : [{ start: end + 1, end: statementEnd, text: record.source.slice(end + 1, statementEnd).replace(/[^\n]/g, ' ') }]),
    ]);
    const end = /\bawait\b/.test(record.source) ? `;${RUNTIME}.ran(${JSON.stringify(url)});` : '';
    if (end !== '') this.#waiting.add(url);
    const text = this.#context.prepare(this.#rewrite(record.source, url, targets));
    this.#context.rewritten(url, record.source, text);
    return `${text}\n${end}//# sourceURL=${url}`;
  }

  /** An export's name is a well-formed string. */
  #commonJsNames({ source, url }: ModuleRecord): string[] {
    return cjsExportNames(source, this.#context.commonJsLexer, (specifier) => this.#reexported(url, specifier)).filter((name) => !LONE_SURROGATE.test(name));
  }

  /** Static specifiers become blobs; `import()` and `import.meta` become calls. */
  #rewrite(source: string, url: string, targets: readonly { start: number; end: number; text: string }[]): string {
    const edits = [...targets];
    this.#watchFunctions(source);
    for (const found of importsIn(source)) {
      if (found.d > -1) edits.push({ start: found.ss, end: found.d + 1, text: `${RUNTIME}.import(${JSON.stringify(url)},` });
      else if (found.d === -2) edits.push({ start: found.s, end: found.e, text: `${RUNTIME}.meta(${JSON.stringify(url)})` });
    }
    edits.sort((a, b) => a.start - b.start);
    let text = '';
    let last = 0;
    for (const edit of edits) {
      text += source.slice(last, edit.start) + edit.text;
      last = edit.end;
    }
    return rewriteEvaluated(text + source.slice(last), () => this.#numberedImport(url));
  }

  #watchFunctions(source: string): void {
    if (makesFunctions(source)) watchFunctions((text) => this.rewriteDynamicImports(text, this.#context.caller()));
  }

  /** `import()` in CommonJS source, for the compiler of functions. */
  rewriteDynamicImports(source: string, filename: string): string {
    if (!/\bimport\s*\(/.test(source)) return source;
    const url = filename.startsWith('/') ? this.#lib.pathToFileURL(filename).href : filename;
    this.#watchFunctions(source);
    const edits = importsIn(source).filter((found) => found.d > -1);
    const text = edits.reduceRight((rest, { ss, d }) => `${rest.slice(0, ss)}${RUNTIME}.import(${JSON.stringify(url)},${rest.slice(d + 1)}`, source);
    return rewriteEvaluated(text, () => this.#numberedImport(url));
  }

  #numberedImport(url: string): string {
    if (!this.#importers.includes(url)) this.#importers.push(url);
    return `${RUNTIME}.importFrom(${this.#importers.indexOf(url)},`;
  }

  #meta(url: string): ImportMeta {
    const known = this.#metas.get(url);
    if (known) return known;
    const meta = this.#lib.initializeImportMeta(Object.create(null) as object, { url, isMain: url === this.#entry }, this);
    this.#metas.set(url, meta);
    return meta;
  }

  /** What a JSON file holds: the same value for `require()` and `import` (esm/translators.js). */
  #json(url: string, source: string): unknown {
    const path = url.startsWith('file:') ? this.#lib.fileURLToPath(url) : undefined;
    const { _cache: cache } = this.#commonJs.Module;
    const shared = path !== undefined && !/[?#]/.test(url);
    if (shared && cache[path]?.loaded) return cache[path].exports;
    try {
      const exports: unknown = JSON.parse(source.replace(/^\uFEFF/, ''));
      if (shared) cache[path] = { exports, loaded: true };
      return exports;
    } catch (error) {
      (error as Error).message = `${path ?? url}: ${(error as Error).message}`;
      throw error;
    }
  }

  get #commonJs(): CommonJsLoader {
    return this.#context.require('internal/modules/cjs/loader') as CommonJsLoader;
  }

  #commonjs({ url, source, custom }: ModuleRecord): unknown {
    const filename = this.#lib.urlToFilename(url);
    const { Module, kIsCachedByESMLoader, kModuleSource, wrapModuleLoad } = this.#commonJs;
    const cached = Module._cache[filename];
    if (cached) return cached.exports;
    const isMain = url === this.#entry;
    if (!custom) return wrapModuleLoad(filename, undefined, isMain);
    // Hooks have resolved and loaded it: CommonJS takes it as they gave it (esm/translators.js).
    const module = new Module(filename);
    Object.assign(module, { filename, paths: Module._nodeModulePaths(module.path), [kIsCachedByESMLoader]: true, [kModuleSource]: source });
    Module._cache[filename] = module as unknown as { exports: unknown; loaded: boolean };
    if (isMain) process.mainModule = module as unknown as NodeJS.Module;
    return wrapModuleLoad(filename, undefined, isMain, { __proto__: null, resolved: { __proto__: null, filename, format: 'commonjs', url }, shouldSkipModuleHooks: true, source });
  }

  #reexported(parentURL: string, specifier: string): string | undefined {
    try {
      const { createRequire } = this.#context.builtin('module') as { createRequire(url: string): { resolve(specifier: string): string } };
      const path = createRequire(parentURL).resolve(specifier);
      return path.startsWith('/') ? this.#lib.readFileSync(path, 'utf8') : undefined;
    } catch {
      return undefined;
    }
  }

  #synchronous(record: ModuleRecord): object {
    if (record.format === 'builtin') {
      const builtin = this.#context.builtin(record.url.slice(5));
      return namespaceOfValues({ ...builtin, default: builtin });
    }
    if (record.format === 'json') return namespaceOfValues({ default: record.value });
    const exported = this.#commonjs(record) as Record<string, unknown> | null | undefined;
    const names = this.#commonJsNames(record).filter((name) => name !== 'default');
    return namespaceOfValues({ ...Object.fromEntries(names.map((name) => [name, exported?.[name]])), default: exported, 'module.exports': exported });
  }

  /** Errors of the browser's linker name blobs; the reader knows files. */
  #explain(error: unknown, root: ModuleRecord): unknown {
    // One that was thrown at run time (by JSON.parse) has frames.
    if (!(error instanceof SyntaxError) || /\n +at /.test(error.stack ?? '')) return error;
    const missing = /(?:export named|star exports for name) '(.+?)'/.exec(error.message)?.[1];
    if (missing !== undefined) return this.#explainMissing(error, missing, root);
    for (const candidate of reachable(root)) {
      if (candidate.format !== 'module') continue;
      this.#context.locate(error, candidate.source, candidate.url);
      if (error.stack?.includes(candidate.url)) return error;
    }
    return error;
  }

  /** An import of a name that the other module does not export. */
  #explainMissing(error: SyntaxError, name: string, root: ModuleRecord): SyntaxError {
    const dependency = [...this.#blobs].find(([blob]) => error.message.includes(blob));
    if (!dependency) return error;
    const [blob, url] = dependency;
    for (const importer of reachable(root)) {
      for (const [index, found] of importer.imports.entries()) {
        if (importer.dependencies[index]?.url !== url) continue;
        if (nameIn(importer, found, name) === undefined) continue;
        error.message = error.message.replaceAll(blob, found.specifier);
        this.#placeMissing(error, importer, index, name, false);
        return error;
      }
    }
    return error;
  }

  /** Tells where the name is: in front of the stack, as for import(), or when the error is printed, as for require(). */
  #placeMissing(error: SyntaxError, importer: ModuleRecord, index: number, name: string, required: boolean): void {
    const found = importer.imports[index] as Import;
    const { at = 0, length = 1 } = nameIn(importer, found, name) ?? {};
    const place = placeText(importer.url, importer.source, positionAt(importer.source, found.statement + at), length);
    const { arrow, decorated } = this.#context;
    if (required) return void Object.defineProperty(error, arrow, { value: place });
    if (importer.dependencies[index]?.format === 'commonjs') error.message = commonJsAdvice(name, found.specifier, importer.source.slice(found.statement, found.start));
    prefixStack(error, place, '\n', decorated);
  }
}

/** Where an import statement has a name, from its beginning. */
function nameIn({ source }: ModuleRecord, { statement: from, start }: Import, name: string): { readonly at: number; readonly length: number } | undefined {
  const statement = source.slice(from, start);
  // What is exported further is marked with its new name.
  const renamed = statement.startsWith('export') ? '(?:\\s+as\\s+[\\w$]+)?' : '';
  const named = new RegExp(`(?<![\\w$])${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w$])${renamed}`).exec(statement);
  const match = named ?? (name === 'default' ? /(?<=^(?:import|export)\s+)(?:[\w$]+|[^\s{*])/.exec(statement) : null);
  return match ? { at: match.index, length: match[0].length } : undefined;
}
