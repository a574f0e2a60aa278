/** Builds the embedded engine's files: content-hashed, with a manifest that names them. */
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { REPLACED, chunkOf, chunksByBuiltin, chunksByGlobal, shippedBuiltins } from './chunks.ts';
import { withCountedFunctions, withStartedFunctions, type Started } from './eager.ts';
import { http2StandIn } from './http2-stand-in.ts';
import { readNodeFacts } from './node-facts.ts';
import { readOptionTable } from './option-table.ts';
import { compileNodeLibrary, readLlhttp, readNodeLibrary, withoutAmaro } from './node-library.ts';
import { cachedBundle } from './package-cache.ts';
import { mentionedSubpaths, packageAssets, packageGlobals } from './packages.ts';
import { wantedPackages } from './wanted-packages.ts';
import type { Manifest, PackageEntry } from '../../engine/shared/assets.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const source = join(root, 'src/engine/embedded');
const pinned = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: { node: string } })
  .devDependencies.node;

export const libraryCache = join(root, '.cache/node-library');

/** Functions that servers call while they start; `npm run count-started` writes it. */
export const startedFile = fileURLToPath(new URL('started.json', import.meta.url));

const EXTENSIONS = [
  'parser',
  'commonjs',
  'crypto',
  'zlib',
  'brotli',
  'sqlite',
  'serialization',
  'processes',
  'options',
  'files',
  'databases',
];

/**
 * Writes the engine into `outDir`, which is emptied first: `manifest.json` and the files it names.
 * @param count functions of Node's library note that they have run, for `npm run count-started`
 * @throws Error when it does not run on the Node that package.json pins, whose library it takes.
 */
export async function buildEngine(outDir: string, { count = false } = {}): Promise<void> {
  if (process.version !== `v${pinned}`) {
    throw new Error(
      `The engine is made of the library of Node ${pinned}, but this is ${process.version}. Start the build through npm, which uses node_modules/.bin/node.`,
    );
  }
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const write = (name: string, extension: string, contents: string | Uint8Array): string => {
    const hash = createHash('sha256').update(contents).digest('hex').slice(0, 10);
    const file = `${name}.${hash}.${extension}`;
    mkdirSync(dirname(join(outDir, file)), { recursive: true });
    writeFileSync(join(outDir, file), contents);
    return file;
  };

  const { library, amaro } = withoutAmaro(readNodeLibrary());
  const ids = shippedBuiltins(library);
  const compiled = await compileNodeLibrary(library, ids, libraryCache);
  const chunks = new Map<string, Record<string, string>>();
  const started = JSON.parse(readFileSync(startedFile, 'utf8')) as Started;
  for (const [id, code] of compiled) {
    const chunk = chunks.get(chunkOf(id)) ?? {};
    chunk[id] = count ? withCountedFunctions(id, code) : withStartedFunctions(id, code, started);
    chunks.set(chunkOf(id), chunk);
  }
  chunks.set('http2', { http2: http2StandIn() });
  // undici requires http2 when fetch is first called; if it were sent then, the program would start again.
  Object.assign(chunks.get('fetch') ?? {}, { http2: http2StandIn() });

  const extensions: Record<string, string> = {};
  for (const name of EXTENSIONS)
    extensions[name] = write(
      `extension-${name}`,
      'js',
      await bundleScript(
        join(source, `extensions/${name}.ts`),
        name === 'options' ? { NODE_OPTION_TABLE: JSON.stringify(readOptionTable()) } : {},
      ),
    );

  const packages: Record<string, PackageEntry> = {};
  const { names: wanted, sources } = wantedPackages();
  for (const name of wanted) {
    const bundle = await cachedBundle(name, root, wanted, mentionedSubpaths(name, sources));
    const path = `packages/${name.replace('/', '__')}`;
    // Compressed here, since many hosts send files of an unknown type as they are.
    const assets = Object.entries(packageAssets(name, root)).map(
      ([file, contents]) => [file, write(`${path}.${file}`, 'bin', smallest(contents))] as const,
    );
    packages[name] = {
      version: bundle.version,
      file: write(path, 'json', JSON.stringify(bundle.files)),
      ...(assets.length > 0 && { assets: Object.fromEntries(assets) }),
      builtins: [...bundle.builtins, ...packageGlobals(name)],
      packages: wanted.filter(
        (other) => other !== name && Object.values(bundle.files).some((text) => text.includes(`require("${other}")`)),
      ),
      usesAsyncContext: bundle.usesAsyncContext,
    };
  }

  const builtins = { ...chunksByBuiltin(library, false), http2: ['http2'] };
  const mentions = { ...chunksByBuiltin(library, true), http2: ['http2'] };
  const frame = frameDocument(await bundleScript(join(source, 'frame/main.ts')));
  const manifest: Manifest = {
    node: process.version,
    runtime: write('worker', 'js', await bundleScript(join(source, 'worker/main.ts'))),
    frame: write('frame', 'html', frame),
    frameText: frame,
    kernel: write('kernel', 'js', await bundleScript(join(source, 'frame/kernel-script.ts'))),
    part: write('frame-part', 'js', await bundleScript(join(source, 'frame/part.ts'))),
    language: write('language', 'js', await bundleScript(join(source, 'extensions/language.ts'))),
    facts: write(
      'facts',
      'json',
      JSON.stringify({
        ...readNodeFacts(),
        builtinIds: [...ids.filter((id) => chunkOf(id) !== 'core'), ...REPLACED, 'http2'],
      }),
    ),
    llhttp: write('llhttp', 'wasm', readLlhttp(library)),
    wasm: {
      sqlite: write(
        'sqlite3',
        'wasm',
        readFileSync(join(root, 'node_modules/@sqlite.org/sqlite-wasm/dist/sqlite3.wasm')),
      ),
      amaro: write('amaro', 'wasm', amaro),
    },
    library: Object.fromEntries(
      [...chunks].map(([name, modules]) => [name, write(`node-${name}`, 'json', JSON.stringify(modules))]),
    ),
    builtins,
    // No program can name an internal module: half a kilobyte that every reader would load.
    mentions: Object.fromEntries(Object.entries(mentions).filter(([id]) => !id.startsWith('internal/'))),
    globals: chunksByGlobal(mentions),
    extensions,
    packages,
    container: write('container', 'json', JSON.stringify(await containerPrograms())),
  };
  writeFileSync(join(outDir, 'manifest.json'), JSON.stringify(manifest));
}

/** Compressed with as little memory as makes the result smallest: blocks are shorter then, and suit their bytes better. */
function smallest(contents: Uint8Array): Uint8Array {
  const [first = gzipSync(contents), ...others] = [5, 6, 7].map((memLevel) =>
    gzipSync(contents, { level: 9, memLevel }),
  );
  return others.reduce((best, other) => (other.length < best.length ? other : best), first);
}

/**
 * A classic script: module workers from blobs do not work in an opaque origin (Chromium).
 * @param define names in it to the JSON that the build puts there
 */
async function bundleScript(entry: string, define: Readonly<Record<string, string>> = {}): Promise<string> {
  const result = await build({
    entryPoints: [entry],
    define,
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: ['chrome119', 'firefox121', 'safari17.4'],
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
    // The plain JavaScript build of the lexer is a third of the one with WebAssembly in it.
    alias: { 'cjs-module-lexer': join(root, 'node_modules/cjs-module-lexer/lexer.js') },
    loader: { '.wasm': 'binary' },
  });
  return result.outputFiles[0]?.text ?? '';
}

/** The programs that run in a WebContainer on the engine's behalf, for any Node from 20 on. */
async function containerPrograms(): Promise<Record<string, string>> {
  const { outputFiles } = await build({
    entryPoints: ['gateway', 'preload', 'sqlite'].map((name) =>
      join(root, `src/engine/webcontainer/container/${name}.ts`),
    ),
    outdir: '.',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
}

/**
 * The document of the frame. Its policy allows no network at all, its one script by hash, workers from blobs, and
 * modules also from URLs that hold them. `unsafe-eval` lets programs compile CommonJS and templates. None of this opens
 * a way out, since nothing that runs in the frame may load or send.
 */
function frameDocument(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${hash}' 'unsafe-eval' 'wasm-unsafe-eval' blob: data:; worker-src blob:`;
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>Embedded engine</title><script>${script}</script>`;
}
