/**
 * The npm packages that sandboxes import, one pre-built bundle each.
 *
 * A bundle is a tiny package: `package.json` and one file that holds everything it needs except Node's
 * builtins and other bundled packages' entry points. The worker mounts it under `node_modules`, where
 * Node's own resolution finds it.
 */
import { build, type Plugin } from 'esbuild';
import { minify } from 'terser';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

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

/** Names of all packages that some sandbox declares, and the folder of a sandbox that has each. */
export function sandboxDependencies(sandboxes: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of readdirSync(sandboxes).sort()) {
    const folder = join(sandboxes, name);
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    for (const dependency of Object.keys(readManifest(file).dependencies ?? {})) if (!found.has(dependency)) found.set(dependency, folder);
  }
  return found;
}

/** Where the package is installed that `folder` gets when it imports `name`. */
function packageFolder(name: string, folder: string): string {
  for (let directory = folder; ; directory = dirname(directory)) {
    const candidate = join(directory, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (dirname(directory) === directory) throw new Error(`${name}, a dependency of ${folder}, is not installed. Run npm install.`);
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

/** mime-db without what its only reader here, mime-types, never looks at: most of its size. */
function usedMediaTypes(json: string): string {
  const database = JSON.parse(json) as Record<string, { source?: string; charset?: string; extensions?: string[]; compressible?: boolean }>;
  const used = Object.entries(database)
    .filter(([, { extensions, charset }]) => extensions !== undefined || charset !== undefined)
    .map(([type, { source, charset, extensions }]) => [type, { source, charset, extensions }] as const);
  return JSON.stringify(Object.fromEntries(used));
}

const replacements: Plugin = {
  name: 'replacements',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^iconv-lite$/ }, () => ({ path: 'iconv-lite', namespace: 'replacement' }));
    onLoad({ filter: /.*/, namespace: 'replacement' }, () => ({ contents: ICONV_LITE, loader: 'js' }));
    onLoad({ filter: /mime-db[\\/]db\.json$/ }, ({ path }) => ({ contents: usedMediaTypes(readFileSync(path, 'utf8')), loader: 'json' }));
  },
};

/** @throws Error naming the package when it cannot be bundled. */
export async function bundlePackage(name: string, folder: string, others: readonly string[]): Promise<PackageBundle> {
  const home = packageFolder(name, folder);
  const manifest = readManifest(join(home, 'package.json'));
  const require = createRequire(join(folder, 'package.json'));
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
  const names = Object.keys((await import(pathToFileURL(require.resolve(name)).href)) as object).filter((key) => key !== 'default' && key !== 'module.exports');
  const result = await build({
    stdin: { contents: `module.exports = require(${JSON.stringify(name)})`, resolveDir: folder, loader: 'js' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'silent',
    external: others.filter((other) => other !== name),
    plugins: [builtinsPlugin, replacements],
  }).catch((error: unknown) => {
    throw new Error(`The package ${name} of ${folder} could not be bundled: ${(error as Error).message}`);
  });
  // Names of functions and classes are visible to programs, in errors and inspect output.
  const keepNames = { keep_fnames: true, keep_classnames: true };
  const minified = await minify(result.outputFiles[0]?.text ?? '', {
    ecma: 2020, compress: { ...keepNames }, mangle: { ...keepNames }, format: { comments: false },
  });
  const code = minified.code ?? '';
  // What cjs-module-lexer reads: the names that `import { … }` finds in real Node.
  const annotation = names.length > 0 ? `\n0 && (module.exports = { ${names.filter((key) => /^[A-Za-z_$][\w$]*$/.test(key)).join(', ')} });\n` : '';
  return {
    name,
    version: manifest.version ?? '0.0.0',
    files: {
      'package.json': JSON.stringify({ name, version: manifest.version, main: 'index.cjs', type: 'commonjs' }),
      'index.cjs': code + annotation,
    },
    builtins: [...builtins].sort(),
    usesAsyncContext: /AsyncLocalStorage/.test(code),
  };
}
