/** The modules of a program, by URL: resolved and read, each with those that it imports. */
import { TYPESCRIPT, type TypeScript } from '../stand-ins.ts';
import { staticImports } from './imports.ts';
import { commonJsLoader, nodeError, type LoaderLibrary } from './loader-library.ts';
import { magicComment } from './magic-comment.ts';
import type { LoadedSource, ModuleHooks, Resolution } from './module-hooks.ts';
import type { ModuleRecord } from './module-record.ts';

export interface GraphContext {
  readonly hooks: ModuleHooks;
  library(): LoaderLibrary;
  require(id: string): unknown;
  /** Whether the text of a file whose name does not tell is an ES module. */
  containsModuleSyntax(source: string, filename: string): boolean;
}

export class ModuleGraph {
  readonly #context: GraphContext;
  readonly #records = new Map<string, ModuleRecord>();

  constructor(context: GraphContext) {
    this.#context = context;
  }

  /** The module of a key; undefined before it has been loaded. */
  find(key: string): ModuleRecord | undefined {
    return this.#records.get(key);
  }

  /** Whether the text of some module has this name in it. */
  mentions(name: string): boolean {
    return [...this.#records.values()].some(({ source }) => source.includes(name));
  }

  /** @param text the source at the URL, when it is known already */
  load(resolution: Resolution, text?: string): ModuleRecord {
    const { url, attributes } = resolution;
    // One file under two types is two modules (HostLoadImportedModule).
    const { type } = attributes as { type?: string };
    const key = type === undefined ? url : `${url} ${type}`;
    const known = this.#records.get(key);
    if (known) {
      this.#library.validateAttributes(url, known.format, attributes);
      return known;
    }
    const loaded =
      text === undefined
        ? this.#context.hooks.load(resolution, () => this.#read(resolution))
        : { format: 'module', source: text, custom: false };
    this.#library.validateAttributes(url, loaded.format, attributes);
    const { format, source, custom } = this.#withoutTypes(loaded, url);
    if (!['module', 'commonjs', 'json', 'builtin'].includes(format))
      throw nodeError(this.#context.require, 'ERR_UNKNOWN_MODULE_FORMAT', format, url);
    const imports = format === 'module' ? staticImports(source) : [];
    const record: ModuleRecord = {
      key,
      url,
      format,
      source,
      imports,
      custom,
      dependencies: [],
      cyclic: undefined,
      importUrl: undefined,
      namespace: undefined,
      evaluated: undefined,
      value: format === 'json' ? this.#json(url, source) : undefined,
    };
    this.#records.set(key, record);
    if (format === 'module')
      this.#library.maybeCacheSourceMap(
        url,
        source,
        record,
        false,
        undefined,
        magicComment(source, 'sourceMappingURL'),
      );
    try {
      for (const { specifier, attributes: own } of imports)
        record.dependencies.push(this.load(this.#context.hooks.resolve(specifier, url, own)));
    } catch (error) {
      this.#records.delete(key);
      throw error;
    }
    return record;
  }

  /** Reads builtins and files without hooks; undefined for other URLs, which Node's own step reads. */
  #read({ url, format: hint }: Resolution): LoadedSource | undefined {
    if (url.startsWith('node:')) {
      const { BuiltinModule } = this.#context.require('internal/bootstrap/realm') as {
        BuiltinModule: { canBeRequiredByUsers(id: string): boolean };
      };
      if (!BuiltinModule.canBeRequiredByUsers(url.slice(5)))
        throw nodeError(this.#context.require, 'ERR_UNKNOWN_BUILTIN_MODULE', url);
      return { format: 'builtin', source: '', custom: false };
    }
    if (!url.startsWith('file:')) return undefined;
    const path = this.#library.fileURLToPath(url);
    const source = this.#library.readFileSync(path, 'utf8');
    const format =
      hint ??
      this.#library.defaultGetFormat(new URL(url), { parentURL: undefined, source }) ??
      (this.#context.containsModuleSyntax(source, path) ? 'module' : 'commonjs');
    return { format, source, custom: false };
  }

  #withoutTypes(loaded: LoadedSource, url: string): LoadedSource {
    const format = /^(module|commonjs)-typescript$/.exec(loaded.format)?.[1];
    if (format === undefined) return loaded;
    const { stripTypeScriptModuleTypes } = this.#context.require(TYPESCRIPT) as TypeScript;
    return { ...loaded, format, source: stripTypeScriptModuleTypes(loaded.source, url) };
  }

  /** The value of a JSON file: the same for `require()` and `import` (esm/translators.js). */
  #json(url: string, source: string): unknown {
    const path = url.startsWith('file:') ? this.#library.fileURLToPath(url) : undefined;
    const { _cache: cache } = commonJsLoader(this.#context.require).Module;
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

  get #library(): LoaderLibrary {
    return this.#context.library();
  }
}
