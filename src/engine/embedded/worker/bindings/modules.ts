/** `internalBinding('modules')` (src/node_modules.cc): reading package.json files. */
import type { Facts } from '../facts.ts';

export interface PackageFiles {
  /** The text of a file, or undefined when there is none. */
  read(path: string): string | undefined;
}

interface PackageJson {
  readonly path: string;
  readonly name: string | undefined;
  readonly main: string | undefined;
  readonly type: 'commonjs' | 'module' | 'none';
  readonly imports: string | undefined;
  readonly exports: string | undefined;
}

export interface ModulesContext {
  readonly facts: Facts;
  readonly files: PackageFiles;
  fileURLToPath(url: string): string;
  /** Makes ERR_INVALID_PACKAGE_CONFIG. */
  invalid(path: string, base: string | undefined): Error;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** As C++ hands `exports` and `imports` over: objects and arrays as JSON, a string as it is. */
const serialized = (value: unknown): string | undefined => {
  if (isObject(value)) return JSON.stringify(value);
  return typeof value === 'string' ? value : undefined;
};

export function createModulesBinding({ facts, files, fileURLToPath, invalid }: ModulesContext): object {
  const cache = new Map<string, PackageJson | null>();

  function read(path: string, base?: string, specifier?: string): PackageJson | undefined {
    const known = cache.get(path);
    if (known !== undefined) return known ?? undefined;
    const source = files.read(path);
    if (source === undefined) return undefined;
    let json: unknown;
    try {
      json = JSON.parse(source);
    } catch {
      const from =
        base === undefined
          ? undefined
          : specifier === undefined
            ? fileURLToPathOrText(base)
            : `"${specifier}" from ${fileURLToPathOrText(base)}`;
      throw invalid(path, from);
    }
    const object = isObject(json) ? json : {};
    const type = object['type'] === 'module' || object['type'] === 'commonjs' ? object['type'] : 'none';
    const found: PackageJson = {
      path,
      name: text(object['name']),
      main: text(object['main']),
      type,
      imports: serialized(object['imports']),
      exports: serialized(object['exports']),
    };
    cache.set(path, found);
    return found;
  }

  const fileURLToPathOrText = (base: string): string => (base.startsWith('file:') ? fileURLToPath(base) : base);

  /** A package.json as package_json_reader.js takes it apart: its parts, in this order. */
  const tuple = (json: PackageJson): unknown[] => [
    json.name ?? null,
    json.main ?? null,
    json.type,
    json.imports ?? null,
    json.exports ?? null,
    json.path,
  ];

  /** The package a file belongs to; the search ends at node_modules. */
  function nearest(path: string): PackageJson | undefined {
    let directory = path.endsWith('/') ? path.slice(0, -1) : path.slice(0, path.lastIndexOf('/'));
    for (;;) {
      if (directory.endsWith('/node_modules')) return undefined;
      const json = read(`${directory}/package.json`);
      if (json) return json;
      const slash = directory.lastIndexOf('/');
      if (slash < 0 || directory === '') return undefined;
      directory = directory.slice(0, slash);
    }
  }

  return {
    ...facts.bindings['modules'],
    readPackageJSON(path: string, _isESM: boolean, base?: string, specifier?: string): unknown[] | undefined {
      const json = read(path, base, specifier);
      return json && tuple(json);
    },
    getNearestParentPackageJSON(path: string): unknown[] | undefined {
      const json = nearest(path);
      return json && tuple(json);
    },
    getNearestParentPackageJSONType: (path: string) => nearest(path)?.type ?? 'none',
    /** The tuple, or the path where the search ended when there is no package.json. */
    getPackageScopeConfig(url: string): unknown[] | string {
      const path = fileURLToPathOrText(url);
      const json = nearest(path);
      return json ? tuple(json) : '/package.json';
    },
    getPackageType(url: string): string | undefined {
      const type = nearest(fileURLToPathOrText(url))?.type;
      return type === 'none' ? undefined : type;
    },
    enableCompileCache: () => [3],
    getCompileCacheDir: () => undefined,
    flushCompileCache() {},
    getCompileCacheEntry: () => undefined,
    saveCompileCacheEntry() {},
    /** `import.meta.dirname` and `.filename` */
    setLazyPathHelpers(meta: Record<string, unknown>, url: string): void {
      const filename = fileURLToPath(url);
      meta['dirname'] = filename.slice(0, filename.lastIndexOf('/')) || '/';
      meta['filename'] = filename;
    },
  };
}
