/** Imports point one way: from content down to components, workbench and engine, and within the engine between its rooms. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readChapterText } from '../../src/sandbox/catalogue/chapter-text.ts';
import { circlesIn, importsOf, readGraph, wrongImports, type Layer, type Tree } from '../support/import-graph.ts';

const root = join(import.meta.dirname, '../..');
const read = (...patterns: string[]): Tree =>
  new Map(
    patterns
      .flatMap((pattern) => globSync(pattern, { cwd: root }))
      .map((file) => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')]),
  );

const CONTRACT = 'src/engine';
const SHARED = ['src/engine/shared', CONTRACT];
const BETWEEN_ROOMS = ['src/engine/embedded/protocol', 'src/engine/embedded/shared', ...SHARED];
const SANDBOXES = ['src/sandbox', 'src/sandbox/catalogue'];
/** The files of the engines that a page may import: their contract, the maker of each, and readers of results. */
const ENGINES = [...SHARED, 'src/engine/embedded/engine.ts', 'src/engine/webcontainer/engine.ts'];

/** The layers, from the lowest up. */
const LAYERS: readonly Layer[] = [
  { path: CONTRACT, below: [] },
  { path: 'src/engine/shared', below: [CONTRACT] },
  { path: 'src/engine/sqlite', below: [] },
  { path: 'src/engine/embedded/shared', below: [] },
  { path: 'src/engine/embedded/protocol', below: SHARED },
  { path: 'src/engine/embedded/transform', below: [], packages: /^acorn$/ },
  // Host, frame and worker share the protocol, and know nothing else of each other.
  {
    path: 'src/engine/embedded/worker',
    below: [...BETWEEN_ROOMS, 'src/engine/embedded/transform', 'src/engine/sqlite'],
    packages: /^(?:acorn$|brotli-dec-wasm\/|es-module-lexer\/|pako$|@noble\/)/,
  },
  {
    path: 'src/engine/embedded/extensions',
    below: [...BETWEEN_ROOMS, 'src/engine/embedded/worker', 'src/engine/embedded/transform'],
    packages: /^(?:cjs-module-lexer$|brotli-dec-wasm\/)/,
  },
  { path: 'src/engine/embedded/frame', below: BETWEEN_ROOMS },
  { path: 'src/engine/embedded/host', below: BETWEEN_ROOMS },
  { path: 'src/engine/embedded/engine.ts', below: ['src/engine/embedded/host', ...BETWEEN_ROOMS] },
  { path: 'src/engine/webcontainer', below: SHARED, packages: /^@webcontainer\/api$/ },
  {
    path: 'src/engine/webcontainer/container',
    below: ['src/engine/webcontainer', 'src/engine/sqlite', ...SHARED],
    packages: /^node:/,
  },
  { path: 'src/sandbox', below: [], packages: /^(?:zod$|node:)/ },
  // The catalogue reads the book with Node and parsers; browsers never get it.
  { path: 'src/sandbox/catalogue', below: ['src/sandbox', 'src/book.ts'], packages: /^(?!astro|lit|@codemirror\/)/ },
  { path: 'src/curriculum', below: [...SANDBOXES, 'src/book.ts'], packages: /^(?:yaml$|zod$|node:)/ },
  { path: 'src/lab', below: [...ENGINES, 'src/sandbox'], packages: /^node:/ },
  // What is kept for use without the network: the service worker, and what pages and it share.
  { path: 'src/offline', below: [] },
  {
    path: 'src/workbench',
    below: [...ENGINES, 'src/sandbox', 'src/lab', 'src/offline'],
    packages: /^(?!astro|@astrojs\/|zod|node:)/,
  },
  { path: 'src/book.ts', below: [] },
  { path: 'src/styles', below: ['.cache/fonts'], packages: /./ },
  {
    path: 'src/build',
    below: [
      'src/engine',
      'src/engine/shared',
      'src/engine/embedded/transform',
      'src/engine/embedded/worker',
      ...SANDBOXES,
      'src/book.ts',
      // Search knows the chapters that are planned and not written.
      'src/curriculum',
      'src/offline',
      // Files that a page's script and the build share.
      'src/components/layout/search-words.ts',
      'src/components/layout/word-end.ts',
      'src/components/sandbox/highlight.ts',
    ],
    packages: /^(?!lit|@codemirror\/)/,
  },
  {
    // Paper: from the built pages and the recordings, so from nothing that makes pages.
    path: 'src/print',
    below: ['src/build', ...SANDBOXES, 'src/book.ts', 'src/workbench/format/usual-headers.ts'],
    packages: /^(?:node:|fflate$|@cantoo\/pdf-lib$)/,
  },
  {
    path: 'src/components',
    // The page of common errors knows their areas and kinds.
    below: ['src/workbench', 'src/offline', ...SANDBOXES, 'src/build', 'src/styles', 'src/curriculum', 'src/book.ts'],
    packages: /^(?!@astrojs\/)/,
  },
  {
    path: 'src/pages',
    // The contents know the names of the printed book's files.
    below: ['src/components', 'src/build', 'src/print/files.ts', 'src/styles', ...SANDBOXES, 'src/book.ts'],
    packages: /^astro/,
  },
  { path: 'src/content.config.ts', below: [...SANDBOXES, 'src/book.ts'], packages: /^(?:astro|zod)/ },
  {
    path: 'scripts',
    below: [
      ...ENGINES,
      'src/engine/embedded/host/command.ts',
      'src/build',
      ...SANDBOXES,
      'src/curriculum',
      'src/lab',
      'src/print',
      'src/book.ts',
      'tests/bench',
      'tests/support',
      'tests/webcontainer',
    ],
    packages: /./,
  },
];

test('every form of import is seen', () => {
  const source = `import a from 'a';\nimport 'b';\nimport type { C } from "c";\nexport * from 'd';\nexport { e } from 'e';\nawait import('f');\nimport {\n  g,\n  h,\n} from 'g';\ntype I = import('i').I;\n// import x from 'x';\n/* import y from 'y'; */`;
  assert.deepEqual(importsOf('file.ts', source), ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'i']);
  const component = `---\nimport A from './A.astro';\n---\n<p>import b from 'b'</p>\n<script>\n  import 'c';\n</script>\n`;
  assert.deepEqual(importsOf('file.astro', component), ['./A.astro', 'c']);
});

/** A tree of three layers, changed by one import. */
function madeUp(change: Readonly<Record<string, string>> = {}): { wrong: string[]; circles: string[][] } {
  const graph = readGraph(
    new Map(
      Object.entries({
        'src/low/types.ts': 'export interface Low {}',
        'src/low/low.ts': `import type { Low } from './types.ts';`,
        'src/room/a.ts': `import type { Low } from '../low/types.ts'; import { b } from './b.ts'; import 'allowed';`,
        'src/room/b.ts': 'export const b = 1;',
        'src/room/inner/c.ts': `import { b } from '../b.ts';`,
        'src/other/d.ts': `import '../low/low.ts';`,
        ...change,
      }),
    ),
  );
  const layers: Layer[] = [
    { path: 'src/low', below: [] },
    { path: 'src/room', below: ['src/low'], packages: /^allowed$/ },
    { path: 'src/room/inner', below: ['src/room'] },
    { path: 'src/other', below: ['src/low'] },
  ];
  return { wrong: wrongImports(graph, layers), circles: circlesIn(graph) };
}

test('an import against the layers is found, whatever its form', () => {
  assert.deepEqual(madeUp(), { wrong: [], circles: [] });
  for (const form of [
    `import { b } from '../room/b.ts';`,
    `import type { b } from '../room/b.ts';`,
    `export * from '../room/b.ts';`,
    `await import('../room/b.ts');`,
    `type B = typeof import('../room/b.ts');`,
    `import '../room/b.ts?url';`,
  ])
    assert.deepEqual(madeUp({ 'src/other/d.ts': form }).wrong, ['src/other/d.ts imports src/room/b.ts'], form);
  assert.deepEqual(madeUp({ 'src/low/low.ts': `import '../room/b.ts';` }).wrong, [
    'src/low/low.ts imports src/room/b.ts',
  ]);
  assert.deepEqual(madeUp({ 'src/room/b.ts': `import './inner/c.ts';` }).wrong, [
    'src/room/b.ts imports src/room/inner/c.ts',
  ]);
  assert.deepEqual(madeUp({ 'src/room/inner/c.ts': `import '../../low/low.ts';` }).wrong, [
    'src/room/inner/c.ts imports src/low/low.ts',
  ]);
  assert.deepEqual(madeUp({ 'src/room/b.ts': `import 'forbidden';` }).wrong, ['src/room/b.ts imports forbidden']);
  assert.deepEqual(madeUp({ 'elsewhere/e.ts': '' }).wrong, ['elsewhere/e.ts belongs to no layer']);
});

test('host, frame and worker may not import one another, nor may what they share import them', () => {
  const embedded = 'src/engine/embedded';
  const rooms = ['host', 'frame', 'worker'];
  for (const from of [...rooms, 'protocol', 'shared'])
    for (const to of rooms.filter((room) => room !== from)) {
      const made = readGraph(
        new Map([
          [`${embedded}/${from}/a.ts`, `import type { B } from '../${to}/b.ts';`],
          [`${embedded}/${to}/b.ts`, ''],
        ]),
      );
      assert.equal(wrongImports(made, LAYERS).length, 1, `${from} imports ${to}`);
    }
});

test('a circle is found, of one file or several, of types or values', () => {
  assert.deepEqual(madeUp({ 'src/low/types.ts': `import type { X } from './low.ts';` }).circles, [
    ['src/low/low.ts', 'src/low/types.ts'],
  ]);
  assert.deepEqual(madeUp({ 'src/room/b.ts': `import './b.ts';` }).circles, [['src/room/b.ts']]);
  assert.deepEqual(madeUp({ 'src/room/b.ts': `import './inner/c.ts';` }).circles, [
    ['src/room/b.ts', 'src/room/inner/c.ts'],
  ]);
});

const graph = readGraph(read('src/**/*.{ts,mts,mjs,astro}', 'scripts/**/*.{ts,mts,mjs}'));

test('files import only what lies below them', () => {
  for (const { path } of LAYERS)
    assert.ok(
      [...graph.keys()].some((file) => file === path || file.startsWith(`${path}/`)),
      `there are files in ${path}`,
    );
  assert.deepEqual(wrongImports(graph, LAYERS), []);
});

test('no imports go in a circle', () => {
  assert.deepEqual(circlesIn(graph), []);
});

test('chapters import nothing: components come from the page', () => {
  const wrong = globSync('content/**/*.mdx', { cwd: root }).flatMap((file) =>
    readChapterText(readFileSync(join(root, file), 'utf8'))
      .problems.filter(({ message }) => /imports and exports nothing/.test(message))
      .map(({ line }) => `${file}:${line}`),
  );
  assert.deepEqual(wrong, []);
});
