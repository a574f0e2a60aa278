/** The functions of Node's library that the loader of ES modules calls. */
import type { ModuleRecord } from './module-record.ts';

type Require = (id: string) => unknown;

export type ImportMeta = Record<string, unknown>;

export interface LoaderLibrary {
  defaultResolve(specifier: string, context: object): { url: string; format?: string | null };
  defaultGetFormat(url: URL, context: object): string | undefined;
  validateAttributes(url: string, format: string, attributes: object): void;
  fileURLToPath(url: string): string;
  pathToFileURL(path: string): URL;
  readFileSync(path: string, encoding: 'utf8'): string;
  urlToFilename(url: string): string;
  maybeCacheSourceMap(
    url: string,
    source: string,
    module: object,
    isGenerated: boolean,
    sourceURL: undefined,
    sourceMapURL: string | undefined,
  ): void;
  initializeImportMeta(meta: object, context: { url: string; isMain: boolean }, loader: object): ImportMeta;
}

/** The members of lib/internal/modules/cjs/loader.js that are used. */
export interface CommonJsLoader {
  readonly Module: {
    new (
      filename: string,
    ): { exports: unknown; filename: string; path: string; paths: string[] } & Record<symbol, unknown>;
    _cache: Record<string, { exports: unknown; loaded: boolean }>;
    _nodeModulePaths(path: string): string[];
  };
  readonly kIsCachedByESMLoader: symbol;
  readonly kModuleSource: symbol;
  wrapModuleLoad(request: string, parent: undefined, isMain: boolean, options?: object): unknown;
}

export function loaderLibrary(require: Require): LoaderLibrary {
  return {
    ...(require('internal/modules/esm/resolve') as Pick<LoaderLibrary, 'defaultResolve'>),
    ...(require('internal/modules/esm/get_format') as Pick<LoaderLibrary, 'defaultGetFormat'>),
    ...(require('internal/modules/esm/assert') as Pick<LoaderLibrary, 'validateAttributes'>),
    ...(require('internal/source_map/source_map_cache') as Pick<LoaderLibrary, 'maybeCacheSourceMap'>),
    ...(require('internal/modules/helpers') as Pick<LoaderLibrary, 'urlToFilename'>),
    ...(require('internal/modules/esm/initialize_import_meta') as Pick<LoaderLibrary, 'initializeImportMeta'>),
    ...(require('internal/url') as Pick<LoaderLibrary, 'fileURLToPath' | 'pathToFileURL'>),
    readFileSync: (require('fs') as Pick<LoaderLibrary, 'readFileSync'>).readFileSync,
  };
}

export const commonJsLoader = (require: Require): CommonJsLoader =>
  require('internal/modules/cjs/loader') as CommonJsLoader;

/** One of Node's errors by its code. */
export function nodeError(require: Require, code: string, ...args: readonly unknown[]): Error {
  const { codes } = require('internal/errors') as { codes: Record<string, new (...args: readonly unknown[]) => Error> };
  const Constructor = codes[code];
  return Constructor ? new Constructor(...args) : new Error(code);
}

/** Runs a CommonJS module that an ES module imports. @returns what it exports */
export function runCommonJs(
  { Module, kIsCachedByESMLoader, kModuleSource, wrapModuleLoad }: CommonJsLoader,
  { url, source, custom }: ModuleRecord,
  filename: string,
  isMain: boolean,
): unknown {
  const cached = Module._cache[filename];
  if (cached) return cached.exports;
  if (!custom) return wrapModuleLoad(filename, undefined, isMain);
  // Hooks have resolved and loaded the module: CommonJS takes it as they gave it (esm/translators.js).
  const module = new Module(filename);
  Object.assign(module, {
    filename,
    paths: Module._nodeModulePaths(module.path),
    [kIsCachedByESMLoader]: true,
    [kModuleSource]: source,
  });
  Module._cache[filename] = module as unknown as { exports: unknown; loaded: boolean };
  if (isMain) process.mainModule = module as unknown as NodeJS.Module;
  return wrapModuleLoad(filename, undefined, isMain, {
    __proto__: null,
    resolved: { __proto__: null, filename, format: 'commonjs', url },
    shouldSkipModuleHooks: true,
    source,
  });
}
