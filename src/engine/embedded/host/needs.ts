/** The files of the engine that a project needs, found by reading its sources before it runs. */
import { readArchivePaths } from '../../archive.ts';
import type { Project } from '../../engine.ts';
import type { Manifest } from '../../shared/assets.ts';
import { importedNames, packageName } from '../../shared/imports.ts';

export interface Needs {
  readonly chunks: ReadonlySet<string>;
  readonly extensions: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
  /** Builtins that the project's modules and the packages name. */
  readonly builtins: ReadonlySet<string>;
  readonly wasm: ReadonlySet<'sqlite' | 'amaro'>;
}

const SCRIPT = /\.(?:[cm]?[jt]s|json|http)$/;
/** Files from which node takes the types away: none in packages, and no declarations, which have nothing to run. */
const TYPESCRIPT = /^(?!.*\bnode_modules\/).*(?<!\.d)\.[cm]?ts$/;
const STRIPPING = 'internal/modules/typescript';
const TYPES_CHUNK = 'typescript';

/** Signs of a CommonJS module that others may import: its exports, or a module that it passes on. */
const COMMONJS = /\bexports\b|\brequire\s*\(/;

/** Names of node:crypto beyond hashes, HMAC and random bytes. */
const FULL_CRYPTO =
  /\b(?:subtle|webcrypto|scrypt|pbkdf2|hkdf|generateKey|generatePrime|checkPrime|diffieHellman|create(?:Cipheriv|Decipheriv|Sign|Verify|ECDH|PublicKey|PrivateKey)|crypto\.(?:sign|verify)|(?:public|private)(?:En|De)crypt|sha3|shake|blake2|ripemd|sha512\/)/i;

/** Whether the engine has this part: a builtin that is not in the core chunk, or an extension. */
export function has(manifest: Manifest, part: string): boolean {
  return part in manifest.builtins;
}

/**
 * @param also parts that earlier starts of this project turned out to need besides (a builtin required under a computed
 *   name): ids of builtins, or `extension:name`
 */
export function needsOf(project: Project, manifest: Manifest, also: ReadonlySet<string>): Needs {
  const chunks = new Set<string>();
  const extensions = new Set<string>();
  const packages = new Set<string>();
  const builtins = new Set<string>();
  const texts = Object.entries(project.files)
    .filter(([path]) => SCRIPT.test(path) && !path.endsWith('package-lock.json'))
    .map(([, contents]) => (typeof contents === 'string' ? contents : new TextDecoder().decode(contents)));

  const add = (parts: readonly string[] = []): void => {
    for (const part of parts) {
      if (part.startsWith('extension:')) extensions.add(part.slice('extension:'.length));
      else chunks.add(part);
    }
  };
  const builtin = (id: string): void => {
    builtins.add(id);
    add(manifest.builtins[id]);
  };
  const addPackage = (name: string): void => {
    const entry = manifest.packages[name];
    if (!entry || packages.has(name)) return;
    packages.add(name);
    entry.builtins.forEach(builtin);
    entry.packages.forEach(addPackage);
    if (entry.usesAsyncContext) extensions.add('parser');
  };

  project.dependencies.forEach(addPackage);
  for (const text of texts) {
    for (const specifier of importedNames(text)) {
      const id = specifier.replace(/^node:/, '');
      if (id in manifest.mentions) builtin(id);
      add(manifest.mentions[id]);
      addPackage(packageName(specifier));
    }
    for (const name of Object.keys(manifest.globals)) {
      if (new RegExp(`\\b${name}\\b`).test(text)) add(manifest.globals[name]);
    }
    if (/^content-encoding:/im.test(text)) add(manifest.mentions['zlib']);
    if (/\bbrotli/i.test(text) || /^content-encoding:\s*br/im.test(text)) extensions.add('brotli');
    if (FULL_CRYPTO.test(text)) extensions.add('crypto');
    if (COMMONJS.test(text)) extensions.add('commonjs');
    if (/\bAsyncLocalStorage\b|\bAsyncResource\b/.test(text)) extensions.add('parser');
  }
  if (Object.keys(project.files).some((path) => TYPESCRIPT.test(path))) builtin(STRIPPING);
  also.forEach(builtin);
  // A program that may start a child, or wait for input, needs the kernel's part, which comes with the shared files.
  if (extensions.has('processes')) extensions.add('files');
  return { chunks, extensions, packages, builtins, wasm: wasmFor(chunks, extensions) };
}

function wasmFor(chunks: ReadonlySet<string>, extensions: ReadonlySet<string>): Needs['wasm'] {
  return new Set([
    ...(extensions.has('sqlite') ? ['sqlite' as const] : []),
    ...(chunks.has(TYPES_CHUNK) ? ['amaro' as const] : []),
  ]);
}

/** Builtins that a mounted tree needs, and that are not loaded for every tree. */
export async function neededByTree(tree: Blob | undefined): Promise<readonly string[]> {
  return tree && (await readArchivePaths(tree)).some((path) => TYPESCRIPT.test(path)) ? [STRIPPING] : [];
}

/** `needsOf` for a project whose sources are not known: all that there is, except what only TypeScript needs. */
export function allOf(project: Project, manifest: Manifest, also: ReadonlySet<string>): Needs {
  const needs = needsOf(project, manifest, also);
  const chunks = new Set([
    ...Object.keys(manifest.library).filter((chunk) => chunk !== 'core' && chunk !== TYPES_CHUNK),
    ...needs.chunks,
  ]);
  const extensions = new Set(Object.keys(manifest.extensions));
  return { ...needs, chunks, extensions, wasm: wasmFor(chunks, extensions) };
}
