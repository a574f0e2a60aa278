/**
 * The npm packages that sandboxes import, one pre-built bundle each.
 *
 * A bundle is a tiny package: `package.json` and one file that holds everything it needs except Node's
 * builtins and other bundled packages' entry points. The worker mounts it under `node_modules`, where
 * Node's own resolution finds it.
 */
import { build, type Plugin } from 'esbuild';
import { minify } from 'terser';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { withModulesCompiledAtOnce } from './eager.ts';
import { PGLITE, pglite, pgliteAssets } from './postgres/pglite.ts';

export interface PackageBundle {
  readonly name: string;
  readonly version: string;
  /** Path within the package to contents. */
  readonly files: Readonly<Record<string, string>>;
  /** Builtins the bundle requires, without `node:`. */
  readonly builtins: readonly string[];
  readonly usesAsyncContext: boolean;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly type?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const readManifest = (file: string): Manifest => JSON.parse(readFileSync(file, 'utf8')) as Manifest;

/** The folder of the package that a file in `folder` gets when it imports `name`. */
function packageFolder(name: string, folder: string): string {
  for (let directory = folder; ; directory = dirname(directory)) {
    const candidate = join(directory, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (dirname(directory) === directory)
      throw new Error(`${name}, a dependency of ${folder}, is not installed. Run npm install.`);
  }
}

/**
 * Charset conversion by the browser's TextDecoder instead of iconv-lite's tables, which are three quarters
 * of Express's size; Express decodes request bodies with it.
 */
const ICONV_LITE = `
const decoder = (label) => new TextDecoder(label === 'binary' ? 'latin1' : label, { ignoreBOM: true });
const encodingExists = (label) => { try { decoder(label); return true; } catch { return false; } };
const getDecoder = (label) => {
  if (!encodingExists(label)) throw new Error('Encoding not recognized: \\'' + label + '\\' (searched as: \\'' + label + '\\')');
  const active = decoder(label);
  return { write: (bytes) => active.decode(bytes, { stream: true }), end: () => active.decode() };
};
module.exports = {
  encodingExists,
  getDecoder,
  decode: (bytes, label) => decoder(label).decode(bytes).replace(/^\\uFEFF/, ''),
  encode: (text, label) => Buffer.from(text, /utf-?16|ucs/i.test(label) ? 'utf16le' : /^(latin1|iso-?8859-1|binary)$/i.test(label) ? 'latin1' : 'utf8'),
};
`;

/** The tables that mime-types makes of mime-db, which are far smaller. */
interface MediaTypes {
  /** Media type to its file extensions. */
  readonly extensions: Readonly<Record<string, readonly string[]>>;
  /** File extension to its media type. */
  readonly types: Readonly<Record<string, string>>;
}

const TABLES_MADE = 'populateMaps(exports.extensions, exports.types)';

/**
 * mime-types with its tables made ahead; it would make them while it loads, in a twentieth of the time that Express
 * takes. `chosen` says which media type a file extension has where that is not the first one that names it. A version
 * that makes its tables in another way stays as it is.
 */
function mimeTypesWithTables(file: string): string {
  const source = readFileSync(file, 'utf8');
  if (!source.includes(TABLES_MADE)) return source;
  const { extensions, types } = createRequire(file)(file) as MediaTypes;
  const first: Record<string, string> = {};
  for (const [type, names] of Object.entries(extensions)) for (const name of names) first[name] ??= type;
  const chosen = Object.fromEntries(Object.entries(types).filter(([name, type]) => first[name] !== type));
  const text = (table: object): string => `JSON.parse(${JSON.stringify(JSON.stringify(table))})`;
  return source.replace(
    TABLES_MADE,
    () => `
    const chosen = ${text(chosen)}
    for (const [type, names] of Object.entries(${text(extensions)})) {
      exports.extensions[type] = names
      for (const name of names) exports.types[name] ??= chosen[name] ?? type
    }`,
  );
}

/** The part of mime-db that mime-types still reads when its tables are made ahead. */
function charsetsOf(file: string): string {
  const database = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { charset?: string }>;
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(database).flatMap(([type, { charset }]) => (charset === undefined ? [] : [[type, { charset }]])),
    ),
  );
}

/**
 * The package side-channel, which keeps values under keys of any kind: qs finds cycles with it. The real one brings
 * thirty packages along for JavaScript engines that have no WeakMap.
 */
const SIDE_CHANNEL = `
module.exports = () => {
  const objects = new WeakMap();
  const others = new Map();
  const mapFor = (key) => (Object(key) === key ? objects : others);
  const channel = {
    assert(key) {
      if (!channel.has(key)) throw new TypeError('Side channel does not contain ' + (Object(key) === key ? 'the given object key' : require('util').inspect(key)));
    },
    delete: (key) => mapFor(key).delete(key),
    get: (key) => mapFor(key).get(key),
    has: (key) => mapFor(key).has(key),
    set: (key, value) => { mapFor(key).set(key, value); },
  };
  return channel;
};
`;

/** Packages in whose place bundles have smaller code. */
const REPLACEMENTS: Readonly<Record<string, string>> = { 'iconv-lite': ICONV_LITE, 'side-channel': SIDE_CHANNEL };

const replacements: Plugin = {
  name: 'replacements',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:iconv-lite|side-channel)$/ }, ({ path }) => ({ path, namespace: 'replacement' }));
    onLoad({ filter: /.*/, namespace: 'replacement' }, ({ path }) => ({
      contents: REPLACEMENTS[path] ?? '',
      loader: 'js',
    }));
    // The package's main file chooses between the page and Node by looking at globals, and would choose the page.
    onLoad({ filter: /debug[\\/]src[\\/]index\.js$/ }, () => ({
      contents: "module.exports = require('./node.js')",
      loader: 'js',
    }));
    onLoad({ filter: /mime-types[\\/]index\.js$/ }, ({ path }) => ({
      contents: mimeTypesWithTables(path),
      loader: 'js',
    }));
    onResolve({ filter: /^mime-db$/ }, ({ importer, resolveDir }) => {
      const readsCharsetsOnly =
        importer.endsWith(join('mime-types', 'index.js')) && readFileSync(importer, 'utf8').includes(TABLES_MADE);
      return readsCharsetsOnly
        ? { path: createRequire(join(resolveDir, '/')).resolve('mime-db/db.json'), namespace: 'charsets' }
        : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'charsets' }, ({ path }) => ({ contents: charsetsOf(path), loader: 'json' }));
  },
};

/** Subpaths of a package that sources import besides its main entry: `graphql/utilities` is `utilities`. */
export function mentionedSubpaths(name: string, sources: readonly string[]): string[] {
  const found = sources
    .flatMap((source) => [...source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["']([^"'\n]+)["']/g)])
    .map(([, specifier = '']) => specifier)
    .filter((specifier) => specifier.startsWith(`${name}/`))
    .map((specifier) => specifier.slice(name.length + 1));
  return [...new Set(found)].sort();
}

/**
 * The file of an entry: `index.cjs` for `.`, another for each subpath. All take from one bundle, which has nothing
 * twice.
 */
function entryFile(subpath: string): string {
  return subpath === '' ? 'index.cjs' : `${subpath.replace(/\.[cm]?js$/, '').replace(/[^\w-]/g, '_')}.entry.cjs`;
}

/**
 * @param folder the folder whose dependency the package is
 * @param others packages that have bundles of their own
 * @param subpaths subpaths that are imported besides the main entry
 * @throws Error naming the package when it cannot be bundled
 */
export async function bundlePackage(
  name: string,
  folder: string,
  others: readonly string[],
  subpaths: readonly string[] = [],
): Promise<PackageBundle> {
  const home = packageFolder(name, folder);
  const manifest = readManifest(join(home, 'package.json'));
  const builtins = new Set<string>();
  const builtinsPlugin: Plugin = {
    name: 'builtins',
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, ({ path, kind }) => {
        if (kind === 'entry-point' || !isBuiltin(path)) return undefined;
        builtins.add(path.replace(/^node:/, ''));
        return { path, external: true };
      });
    },
  };
  const entries = ['', ...subpaths];
  const specifierOf = (subpath: string): string => (subpath === '' ? name : `${name}/${subpath}`);
  const result = await build({
    stdin: {
      contents:
        subpaths.length === 0
          ? `module.exports = require(${JSON.stringify(name)})`
          : `module.exports = { ${entries.map((subpath) => `${JSON.stringify(subpath)}: () => require(${JSON.stringify(specifierOf(subpath))})`).join(', ')} }`,
      resolveDir: folder,
      loader: 'js',
    },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
    external: others.filter((other) => other !== name),
    plugins: [builtinsPlugin, replacements, pglite],
  }).catch((error: unknown) => {
    throw new Error(`The package ${name} of ${folder} could not be bundled: ${(error as Error).message}`);
  });
  // Names of functions and classes are visible to programs, in errors and inspect output.
  const keepNames = { keep_fnames: true, keep_classnames: true };
  const minified = await minify(withClassNames(result.outputFiles[0]?.text ?? ''), {
    ecma: 2020,
    compress: { ...keepNames },
    mangle: { ...keepNames },
    // One character beyond Latin-1 would make the whole text take two bytes a character.
    format: { comments: false, ascii_only: true },
  });
  const code = withModulesCompiledAtOnce(minified.code ?? '');
  const files: Record<string, string> = {};
  const names = exportedNames(folder, entries.map(specifierOf));
  for (const [index, subpath] of entries.entries()) {
    const body =
      subpaths.length === 0 ? code : `module.exports = require('./bundle.cjs')[${JSON.stringify(subpath)}]();`;
    files[entryFile(subpath)] = body + annotation(names[index] ?? []);
  }
  if (subpaths.length > 0) files['bundle.cjs'] = code;
  const map = Object.fromEntries(
    entries.map((subpath) => [subpath === '' ? '.' : `./${subpath}`, `./${entryFile(subpath)}`]),
  );
  return {
    name,
    version: manifest.version ?? '0.0.0',
    files: {
      'package.json': JSON.stringify({
        name,
        version: manifest.version,
        main: 'index.cjs',
        type: 'commonjs',
        ...(subpaths.length > 0 && { exports: map }),
      }),
      ...files,
    },
    builtins: [...builtins].sort(),
    usesAsyncContext: /AsyncLocalStorage/.test(code),
  };
}

/**
 * esbuild writes `var Name = class` for `class Name`, whose name would then be what terser makes of the variable.
 * @param text of a bundle, not minified
 */
function withClassNames(text: string): string {
  return text.replace(/^(\s*var ([A-Za-z_$][\w$]*) = class)(?= (?:extends\b|\{))/gm, '$1 $2');
}

/** @returns the files besides its code that a package reads when it is used: path in the package to contents */
export function packageAssets(name: string, folder: string): Readonly<Record<string, Uint8Array>> {
  return name === PGLITE ? pgliteAssets(packageFolder(name, folder)) : {};
}

/**
 * @returns builtins behind globals that a package uses when it runs: a program that gets such a part late is started
 *   anew, and whoever waits for its answer is cut off
 */
export function packageGlobals(name: string): readonly string[] {
  return name === PGLITE ? ['perf_hooks'] : [];
}

/** A program that runs in the folder and prints names on descriptor 3, because importing a package may print. */
const ASK_NAMES = `
import { createRequire } from 'node:module';
import { writeSync } from 'node:fs';
const require = createRequire(process.cwd() + '/');
const names = [];
for (const specifier of JSON.parse(process.argv[1])) {
  const [imported, required] = [await import(specifier), Object(require(specifier))];
  names.push(Object.keys(imported).filter((name) => name in required));
}
writeSync(3, JSON.stringify(names));
process.exit();
`;

/**
 * The names that `import { … }` finds in real Node, by Node's own resolution. A package may give `import` another file
 * than `require`, whose file is bundled: names that only the first has are left out.
 * @returns the names of each specifier
 */
function exportedNames(folder: string, specifiers: readonly string[]): string[][] {
  const { output, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', ASK_NAMES, JSON.stringify(specifiers)],
    {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    },
  );
  if (!output?.[3]) throw new Error(`The package ${specifiers[0]} of ${folder} could not be imported: ${stderr}`);
  return (JSON.parse(output[3]) as string[][]).map((names) =>
    names.filter((name) => name !== 'default' && name !== 'module.exports' && /^[A-Za-z_$][\w$]*$/.test(name)),
  );
}

/**
 * The line that names a bundle's exports, for the worker (worker/modules/cjs-exports.ts) and cjs-module-lexer. It is
 * made of assignments, because a name may be a reserved word (zod's `catch`).
 */
function annotation(names: readonly string[]): string {
  return `\n0 && (${names.map((name) => `exports.${name} = `).join('')}0);\n`;
}
