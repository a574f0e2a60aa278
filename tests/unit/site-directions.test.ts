/** Dependencies point one way: content, components, workbench, then engine and sandbox format. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { readChapterText } from '../../src/sandbox/catalogue/chapter-text.ts';

const root = join(import.meta.dirname, '../..');

/** What files of a folder may import: folders of `src` (their own is understood) and npm packages. */
interface Rule {
  readonly folder: string;
  readonly src: readonly string[];
  /** A folder that is neither tested here nor may be imported. */
  readonly except?: string;
  /** Packages that are not allowed. */
  readonly not: RegExp;
}

const RULES: readonly Rule[] = [
  { folder: 'src/engine', src: [], not: /^(astro|@astrojs\/|lit|@codemirror\/|@lezer\/|zod|pagefind)/ },
  { folder: 'src/sandbox', src: [], except: 'src/sandbox/catalogue', not: /^(?!zod$|node:)/ },
  // What reads the book with Node and parsers; the browser never gets it.
  { folder: 'src/sandbox/catalogue', src: ['sandbox', 'book.ts'], not: /^(astro|@astrojs\/|lit|@codemirror\/)/ },
  {
    folder: 'src/workbench',
    src: ['engine', 'sandbox'],
    except: 'src/sandbox/catalogue',
    not: /^(astro|@astrojs\/|zod|node:)/,
  },
  { folder: 'src/components', src: ['workbench', 'sandbox', 'build', 'styles', 'book.ts'], not: /^@astrojs\// },
  { folder: 'src/build', src: ['engine', 'sandbox', 'components', 'book.ts'], not: /^(lit|@codemirror\/)/ },
];

/** Specifiers of static, dynamic and re-exporting imports. */
function importsOf(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = [
    ...code.matchAll(
      /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*['"]([^'"]+)['"]|\bimport\(\s*(?:\/\*.*?\*\/\s*)?['"]([^'"]+)['"]/g,
    ),
  ];
  return found.map((match) => match[1] ?? match[2] ?? match[3]!);
}

test('the scanner sees every form of import', () => {
  const source = `import a from 'a';\nimport 'b';\nimport type { C } from "c";\nexport * from 'd';\nexport { e } from 'e';\nawait import('f');\nimport {\n  g,\n  h,\n} from 'g';\n// import x from 'x';\n/* import y from 'y'; */`;
  assert.deepEqual(importsOf(source), ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
});

const within = (path: string, folder: string | undefined) => path === folder || path.startsWith(`${folder}/`);

for (const { folder, src, except, not } of RULES) {
  test(`${folder} imports only what is below it`, () => {
    const files = globSync(`${folder}/**/*.{ts,astro,mjs}`, { cwd: root }).filter((file) => !within(file, except));
    assert.ok(files.length > 0, `there are files in ${folder}`);
    const wrong = files.flatMap((file) =>
      importsOf(readFileSync(join(root, file), 'utf8')).flatMap((specifier) => {
        if (!specifier.startsWith('.')) return not.test(specifier) ? [`${file} imports ${specifier}`] : [];
        const target = relative(root, join(root, dirname(file), specifier)).replaceAll('\\', '/');
        const allowed =
          !within(target, except) && (within(target, folder) || src.some((part) => within(target, `src/${part}`)));
        return allowed ? [] : [`${file} imports ${target}`];
      }),
    );
    assert.deepEqual(wrong, []);
  });
}

test('chapters import nothing: components come from the page', () => {
  const wrong = globSync('content/**/*.mdx', { cwd: root }).flatMap((file) =>
    readChapterText(readFileSync(join(root, file), 'utf8'))
      .problems.filter(({ message }) => /imports and exports nothing/.test(message))
      .map(({ line }) => `${file}:${line}`),
  );
  assert.deepEqual(wrong, []);
});
