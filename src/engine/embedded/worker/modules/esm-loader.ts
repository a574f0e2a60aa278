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
import { cjsExportNames } from './cjs-exports.ts';
import { commonJsAdvice, describeAwait, explainCommonJsVariable } from './explanations.ts';
import { facade } from './facade.ts';
import { importsIn, staticImports } from './imports.ts';
import { placeText, positionAt, prefixStack } from './syntax.ts';
import { ModuleFunctions } from './module-functions.ts';
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
}

export interface LoaderContext {
  readonly loop: EventLoop;
  require(id: string): unknown;
  /** `require` for programs: a builtin as the public sees it. */
  builtin(id: string): Record<string, unknown>;
  /** Whether the text is an ES module in a file that does not say. */
  containsModuleSyntax(source: string, filename: string): boolean;
  /** The function form of a module, for cycles and for `require()`. */
  compileFunction(source: string, url: string): ModuleFunction;
  /** Rewrites an `await` for AsyncLocalStorage when the program uses it. */
  prepare(source: string, url: string): string;
  /** Adds place and caret to a SyntaxError. */
  locate(error: unknown, source: string, filename: string): unknown;
  notice(text: string): void;
  /** The symbol that tells Node's library that an error's stack shows its place already. */
  readonly decorated: symbol | undefined;
}

type ImportMeta = Record<string, unknown>;

// Taken before Node's library puts its own in their place.
const NativeBlob = globalThis.Blob;
const createObjectURL = URL.createObjectURL.bind(URL);

export class EsmLoader {
  readonly #context: LoaderContext;
  readonly #records = new Map<string, ModuleRecord>();
  readonly #metas = new Map<string, ImportMeta>();
  readonly #functions: ModuleFunctions;
  readonly #loading = new Map<number, () => void>();
  readonly #blobs = new Map<string, string>();
  #library: Library | undefined;
  #entry: string | undefined;
  #count = 0;
  /** URLs of modules with an `await` somewhere that have not come to their end. */
  readonly #waiting = new Set<string>();

  constructor(context: LoaderContext) {
    this.#context = context;
    this.#functions = new ModuleFunctions({
      compile: context.compileFunction,
      rewrite: (body, url) => this.#rewrite(body, url, []),
      dependency: (record, specifier) => this.#dependency(record, specifier),
      isFunction: (record) => record.cyclic === true,
    });
  }

  // ---- what Node's library calls

  /** `import()`: resolves to the module's namespace. */
  async import(specifier: string | URL, parentURL: string | undefined, attributes: object = {}, _phase?: unknown, isEntry = false): Promise<object> {
    const { url, format } = this.#resolve(String(specifier), parentURL, attributes);
    if (isEntry) this.#entry = url;
    const record = this.#load(url, format, attributes);
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
    return { namespace: await this.#evaluate(this.#load(url, 'module', {}, source)) };
  }

  resolveSync(parentURL: string | undefined, request: { specifier: string; attributes?: object }): { url: string; format: string | undefined } {
    return this.#resolve(request.specifier, parentURL, request.attributes ?? {});
  }

  waitForAsyncLoaderHookInitialization(): void {}

  register(): never {
    throw new Error('module.register() is not available in the embedded engine; module.registerHooks() is not either.');
  }

  /** `require()` of an ES module: runs it at once, which top-level await does not allow. */
  importSyncForRequire(module: { exports: unknown }, filename: string, source: string): { wrap: unknown; namespace: object } {
    const url = this.#lib.pathToFileURL(filename).href;
    const record = this.#load(url, 'module', {}, source);
    const namespace = record.evaluated ?? this.#functions.runSync(record, (dependency) => this.#synchronous(dependency));
    module.exports = namespace;
    return { wrap: namespace, namespace };
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
    commonjs: (url: string) => this.#commonjs(url),
    json: (url: string): unknown => this.#json(url),
    meta: (url: string) => this.#meta(url),
    import: (parentURL: string, specifier: unknown, options?: { with?: object }) =>
      this.import(String(specifier), parentURL, options?.with ?? {}),
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
      ...(this.#context.require('internal/url') as Pick<Library, 'fileURLToPath' | 'pathToFileURL'>),
      readFileSync: (this.#context.require('fs') as Pick<Library, 'readFileSync'>).readFileSync,
    });
  }

  #resolve(specifier: string, parentURL: string | undefined, attributes: object): { url: string; format: string | undefined } {
    const { url, format } = this.#lib.defaultResolve(specifier, { __proto__: null, parentURL, importAttributes: attributes });
    return { url, format: format ?? undefined };
  }

  #load(url: string, hint: string | undefined, attributes: object, text?: string): ModuleRecord {
    const known = this.#records.get(url);
    if (known) {
      this.#lib.validateAttributes(url, known.format, attributes);
      return known;
    }
    const { format, source } = this.#read(url, hint, text);
    this.#lib.validateAttributes(url, format, attributes);
    const imports = format === 'module' ? staticImports(source) : [];
    const record: ModuleRecord = { url, format, source, imports, dependencies: [], cyclic: undefined, blob: undefined, namespace: undefined, evaluated: undefined };
    this.#records.set(url, record);
    try {
      for (const { specifier, attributes: own } of imports) {
        const resolved = this.#resolve(specifier, url, own);
        record.dependencies.push(this.#load(resolved.url, resolved.format, own));
      }
    } catch (error) {
      this.#records.delete(url);
      throw error;
    }
    return record;
  }

  #read(url: string, hint: string | undefined, text: string | undefined): { format: string; source: string } {
    if (url.startsWith('node:')) {
      const { BuiltinModule } = this.#context.require('internal/bootstrap/realm') as { BuiltinModule: { canBeRequiredByUsers(id: string): boolean } };
      if (!BuiltinModule.canBeRequiredByUsers(url.slice(5))) throw this.#error('ERR_UNKNOWN_BUILTIN_MODULE', url);
      return { format: 'builtin', source: '' };
    }
    if (url.startsWith('data:')) return readDataUrl(url);
    if (!url.startsWith('file:')) throw this.#error('ERR_UNSUPPORTED_ESM_URL_SCHEME', new URL(url), ['file', 'data']);
    const path = this.#lib.fileURLToPath(url);
    const source = text ?? this.#lib.readFileSync(path, 'utf8');
    let format = hint ?? this.#lib.defaultGetFormat(new URL(url), { parentURL: undefined, source });
    if (format === undefined || format === null) {
      format = this.#context.containsModuleSyntax(source, path) ? 'module' : 'commonjs';
    }
    if (!['module', 'commonjs', 'json'].includes(format)) {
      throw Object.assign(new RangeError(`Unknown module format: ${format} for URL ${url}`), { code: 'ERR_UNKNOWN_MODULE_FORMAT' });
    }
    return { format, source };
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
      const marker = this.#blob(`${RUNTIME}.loaded(${count})`);
      // All modules of the graph, since any of them may be required later.
      const modules = [...reachable(record)].filter((member) => member === record || (member.format === 'module' && member.evaluated === undefined));
      const imports = modules.map((member, index) => `import * as n${index} from ${JSON.stringify(this.#emit(member))};`).join('');
      const entry = this.#blob(`import ${JSON.stringify(marker)};${imports}export const namespaces=[${modules.map((_, index) => `n${index}`).join()}];`);
      const { namespaces } = (await import(entry)) as { namespaces: object[] };
      modules.forEach((member, index) => (member.evaluated = namespaces[index]));
      return namespaces[0] as object;
    } catch (error) {
      throw this.#explain(error);
    } finally {
      this.#loading.get(count)?.();
    }
  }

  /** The module's blob, with those of everything it imports made first. */
  #emit(record: ModuleRecord): string {
    if (record.blob !== undefined) return record.blob;
    record.blob = this.#blob(this.#text(record));
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
    if (format === 'builtin') return facade(`${RUNTIME}.builtin(${JSON.stringify(url.slice(5))})`, this.#builtinNames(url.slice(5)));
    if (format === 'json') return `export default ${RUNTIME}.json(${JSON.stringify(url)});`;
    if (format === 'commonjs') {
      const names = cjsExportNames(record.source, (specifier) => this.#reexported(url, specifier));
      return facade(`${RUNTIME}.commonjs(${JSON.stringify(url)})`, names, { moduleExports: true, esModule: names.includes('__esModule') });
    }
    const targets = record.imports.flatMap(({ start, end, statementEnd, attributes }, index) => [
      { start, end, text: this.#emit(record.dependencies[index] as ModuleRecord) },
      // The blob behind a JSON file is a script.
      ...(Object.keys(attributes).length === 0 ? [] : [{ start: end + 1, end: statementEnd, text: record.source.slice(end + 1, statementEnd).replace(/[^\n]/g, ' ') }]),
    ]);
    const end = /\bawait\b/.test(record.source) ? `;${RUNTIME}.ran(${JSON.stringify(url)});` : '';
    if (end !== '') this.#waiting.add(url);
    return `${this.#context.prepare(this.#rewrite(record.source, url, targets), url)}\n${end}//# sourceURL=${url}`;
  }

  /** Static specifiers become blobs; `import()` and `import.meta` become calls. */
  #rewrite(source: string, url: string, targets: readonly { start: number; end: number; text: string }[]): string {
    const edits = [...targets];
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
    return text + source.slice(last);
  }

  /** `import()` in CommonJS source, for the compiler of functions. */
  rewriteDynamicImports(source: string, filename: string): string {
    if (!/\bimport\s*\(/.test(source)) return source;
    const url = filename.startsWith('/') ? this.#lib.pathToFileURL(filename).href : filename;
    const edits = importsIn(source).filter((found) => found.d > -1);
    return edits.reduceRight((text, { ss, d }) => `${text.slice(0, ss)}${RUNTIME}.import(${JSON.stringify(url)},${text.slice(d + 1)}`, source);
  }

  #blob(source: string): string {
    return createObjectURL(new NativeBlob([source], { type: 'text/javascript' }));
  }

  #meta(url: string): ImportMeta {
    const known = this.#metas.get(url);
    if (known) return known;
    const meta = Object.create(null) as ImportMeta;
    if (url.startsWith('file:')) {
      const filename = this.#lib.fileURLToPath(url);
      meta['dirname'] = filename.slice(0, filename.lastIndexOf('/')) || '/';
      meta['filename'] = filename;
    }
    meta['main'] = url === this.#entry;
    meta['resolve'] = (specifier: unknown) => {
      try {
        return this.#resolve(String(specifier), url, {}).url;
      } catch (error) {
        // The URL of a file that is not there is an answer (esm/initialize_import_meta.js).
        const { code, url: found } = error as { code?: string; url?: string };
        if (found !== undefined && (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_UNSUPPORTED_DIR_IMPORT')) return found;
        throw error;
      }
    };
    meta['url'] = url;
    this.#metas.set(url, meta);
    return meta;
  }

  #json(url: string): unknown {
    const record = this.#records.get(url);
    try {
      return JSON.parse((record?.source ?? '').replace(/^\uFEFF/, ''));
    } catch (error) {
      const path = this.#lib.fileURLToPath(url);
      (error as Error).message = `${path}: ${(error as Error).message}`;
      throw error;
    }
  }

  #commonjs(url: string): unknown {
    const filename = this.#lib.fileURLToPath(url);
    const { Module, wrapModuleLoad } = this.#context.require('internal/modules/cjs/loader') as {
      Module: { _cache: Record<string, { exports: unknown }> };
      wrapModuleLoad(request: string, parent: null | undefined, isMain: boolean): unknown;
    };
    return Module._cache[filename]?.exports ?? wrapModuleLoad(filename, undefined, url === this.#entry);
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
      return { ...builtin, default: builtin };
    }
    if (record.format === 'json') return { default: this.#json(record.url) };
    const exported = this.#commonjs(record.url);
    return { ...(exported as object), default: exported };
  }

  /** Errors of the browser's linker name blobs; the reader knows files. */
  #explain(error: unknown): unknown {
    // One that was thrown at run time (by JSON.parse) has frames.
    if (!(error instanceof SyntaxError) || /\n +at /.test(error.stack ?? '')) return error;
    const missing = /export named '(.+?)'/.exec(error.message)?.[1];
    if (missing !== undefined) return this.#explainMissing(error, missing);
    for (const candidate of this.#records.values()) {
      if (candidate.format !== 'module') continue;
      this.#context.locate(error, candidate.source, candidate.url);
      if (error.stack?.includes(candidate.url)) return error;
    }
    return error;
  }

  /** An import of a name that the other module does not export. */
  #explainMissing(error: SyntaxError, name: string): SyntaxError {
    const dependency = [...this.#blobs].find(([blob]) => error.message.includes(blob));
    if (!dependency) return error;
    const [blob, url] = dependency;
    for (const importer of this.#records.values()) {
      for (const [index, found] of importer.imports.entries()) {
        if (importer.dependencies[index]?.url !== url) continue;
        const statement = importer.source.slice(found.statement, found.start);
        const at = (name === 'default' ? /(?<=^(?:import|export)\s+)[^\s{*]/ : new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`)).exec(statement)?.index;
        if (at === undefined) continue;
        const position = positionAt(importer.source, found.statement + at);
        const length = name === 'default' ? (/^[\w$]+/.exec(statement.slice(at))?.[0].length ?? 1) : name.length;
        error.message = importer.dependencies[index]?.format === 'commonjs'
          ? commonJsAdvice(name, found.specifier, statement)
          : error.message.replaceAll(blob, found.specifier);
        prefixStack(error, placeText(importer.url, importer.source, position, length), '\n', this.#context.decorated);
        return error;
      }
    }
    return error;
  }
}

function readDataUrl(url: string): { format: string; source: string } {
  const [, type = '', base64, body = ''] = /^data:([^,;]*)(?:;[^,;]*?)*?(;base64)?,(.*)$/s.exec(url) ?? [];
  const source = base64 ? atob(body) : decodeURIComponent(body);
  return { format: type === 'application/json' ? 'json' : 'module', source };
}
