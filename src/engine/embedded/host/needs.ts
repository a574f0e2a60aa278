/** What a project needs of the engine's files, found by reading its sources before it runs. */
import type { Project } from '../../engine.ts';
import type { Manifest } from '../../shared/assets.ts';
import { importedNames, packageName } from '../../shared/imports.ts';

export interface Needs {
  readonly chunks: ReadonlySet<string>;
  readonly extensions: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
  /** Builtins that its modules and those packages name. */
  readonly builtins: ReadonlySet<string>;
  readonly sqlite: boolean;
}

const SCRIPT = /\.(?:[cm]?js|json|http)$/;

/** What of node:crypto is beyond hashes, HMAC and random bytes. */
const FULL_CRYPTO =
  /\b(?:subtle|webcrypto|scrypt|pbkdf2|hkdf|generateKey|generatePrime|checkPrime|diffieHellman|create(?:Cipheriv|Decipheriv|Sign|Verify|ECDH|PublicKey|PrivateKey)|crypto\.(?:sign|verify)|(?:public|private)(?:En|De)crypt|sha3|shake|blake2|ripemd|sha512\/)/i;

/** Whether the engine has this part: a builtin that is not in the core chunk, or an extension. */
export function has(manifest: Manifest, part: string): boolean {
  return part in manifest.builtins;
}

/**
 * @param also what earlier starts of this project turned out to need besides (a builtin required under a
 *   computed name): ids of builtins, or `extension:name`.
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
    if (/\bAsyncLocalStorage\b|\bAsyncResource\b/.test(text)) extensions.add('parser');
  }
  also.forEach(builtin);
  return { chunks, extensions, packages, builtins, sqlite: extensions.has('sqlite') };
}

/** The same for a project whose sources are not known: all there is, and the bundles its own files mention. */
export function allOf(project: Project, manifest: Manifest): Needs {
  return {
    ...needsOf(project, manifest, new Set()),
    chunks: new Set(Object.keys(manifest.library).filter((chunk) => chunk !== 'core')),
    extensions: new Set(Object.keys(manifest.extensions)),
    sqlite: true,
  };
}
