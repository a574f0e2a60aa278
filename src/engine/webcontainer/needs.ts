/** The packages and programs that a project needs in a container, found by reading its files before it runs. */
import type { Manifest } from '../shared/assets.ts';
import { importedNames, packageName } from '../shared/imports.ts';
import type { Files } from './mount.ts';

export interface ContainerNeeds {
  /** Packages of which there is a bundle. */
  readonly bundled: readonly string[];
  /** Packages that npm has to install, each as npm is told: `express@5.3.0`. */
  readonly install: readonly string[];
  readonly sqlite: boolean;
  readonly asyncContext: boolean;
  /** Whether package.json or .nvmrc asks for a version of Node. */
  readonly choosesNode: boolean;
}

interface PackageJson {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly engines?: { readonly node?: string };
}

/** Node's builtins that can be imported without `node:`. */
const BUILTIN =
  /^(?:assert|async_hooks|buffer|child_process|cluster|console|constants|crypto|dgram|diagnostics_channel|dns|domain|events|fs|http|http2|https|inspector|module|net|os|path|perf_hooks|process|punycode|querystring|readline|repl|stream|string_decoder|sys|timers|tls|trace_events|tty|url|util|v8|vm|wasi|worker_threads|zlib)(?:\/|$)/;
/** An npm package, in contrast to a path, `#internal`, `node:fs`, or a URL. */
const PACKAGE = /^(?:@[\w.~-]+\/)?[a-z0-9][\w.~-]*(?:\/|$)/i;
/** Comments, as whole lines and as blocks; prose in them may read like an import. */
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
/** A single version, in contrast to a range. */
const EXACT = /^\d+\.\d+\.\d+/;

/** @param dependencies names that the project declares besides its package.json */
export function containerNeeds(
  files: Files,
  dependencies: readonly string[],
  packages: Manifest['packages'],
): ContainerNeeds {
  const text = (contents: string | Uint8Array) =>
    typeof contents === 'string' ? contents : new TextDecoder().decode(contents);
  const sources = Object.entries(files)
    .filter(([path]) => /\.[cm]?[jt]s$/.test(path))
    .map(([, contents]) => text(contents));
  const own = readPackageJson(text(files['package.json'] ?? '{}'));
  const imported = sources.flatMap((source) => importedNames(source.replaceAll(COMMENT, '')));
  const names = new Set([
    ...Object.keys(own.dependencies ?? {}),
    ...dependencies,
    ...imported
      .filter((name) => PACKAGE.test(name) && !BUILTIN.test(name))
      .map(packageName)
      .filter((name) => name !== own.name),
  ]);
  const bundled = new Set<string>();
  const install: string[] = [];
  const bundle = (name: string): void => {
    if (bundled.has(name)) return;
    bundled.add(name);
    packages[name]?.packages.forEach(bundle);
  };
  for (const name of names) {
    const wanted = own.dependencies?.[name];
    const entry = packages[name];
    // A bundle that reads further files is for the embedded engine; npm has the package as it is.
    if (entry && !entry.assets && (wanted === undefined || !EXACT.test(wanted) || wanted === entry.version))
      bundle(name);
    else install.push(wanted === undefined ? (entry ? `${name}@${entry.version}` : name) : `${name}@${wanted}`);
  }
  return {
    bundled: [...bundled],
    install,
    sqlite: imported.includes('node:sqlite') || sources.some((source) => source.includes('node:sqlite')),
    asyncContext: sources.some((source) => /\bAsyncLocalStorage\b/.test(source)),
    choosesNode: own.engines?.node !== undefined || '.nvmrc' in files,
  };
}

/** Reads package.json; an empty object while the reader is in the middle of an edit. */
function readPackageJson(text: string): PackageJson {
  try {
    return JSON.parse(text) as PackageJson;
  } catch {
    return {};
  }
}
