/** Small parts of the site: options, inline text, slugs, fonts, the link check, licenses. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { readOptions } from '../../scripts/lib/options.ts';
import { checkLinks } from '../../src/build/check-links.ts';
import { charactersOf } from '../../src/build/fonts.ts';
import { shippedPackages } from '../../src/build/licenses.ts';
import { unpackWoff } from '../../src/build/woff.ts';
import { inline } from '../../src/components/book/inline.ts';
import { codeClass } from '../../src/components/book/whole.ts';
import { slugOf } from '../../src/components/slug.ts';

const root = join(import.meta.dirname, '../..');

describe('options', () => {
  const all = ['base', 'site', 'out', 'port', 'skip-build'] as const;
  test('have defaults, come from the environment, and are overridden on the command line', () => {
    assert.deepEqual(readOptions([], all, {}), { base: '/', site: null, out: 'dist', port: 3000, skipBuild: false });
    assert.equal(readOptions(['--site', 'https://example.com/'], all, {}).site, 'https://example.com');
    assert.equal(readOptions([], all, { PORT3000_BASE: '/book/' }).base, '/book/');
    assert.deepEqual(readOptions(['--base', '/a/b', '--port=8080', '--skip-build'], all, { PORT3000_BASE: '/book/' }), {
      base: '/a/b/',
      site: null,
      out: 'dist',
      port: 8080,
      skipBuild: true,
    });
  });
  for (const [words, message] of [
    [['--bass', '/x/'], /“--bass” is not an option here\. There are: --base, /],
    [['--base', 'book'], /write it with slashes around it/],
    [['--base', 'https://example.com/'], /without address/],
    [['--base'], /--base needs a value, such as --base \/book\//],
    [['--site', 'example.com'], /write scheme and host, such as https:\/\/example\.com; a path is --base/],
    [['--site', 'https://example.com/book/'], /a path is --base/],
    [['--port', '99999'], /write a number from 1 to 65535/],
  ] as const) {
    test(`${words.join(' ')} is answered with what would be right`, () => {
      assert.throws(() => readOptions(words, all, {}), message);
    });
  }
});

test('text of a property becomes HTML in which only code and emphasis are markup', () => {
  assert.equal(inline('`a<b>` & *so* <i>'), '<code>a&lt;b&gt;</code> &amp; <em>so</em> &lt;i&gt;');
  assert.equal(inline('2 * 3 * 4 and `*`'), '2 * 3 * 4 and <code>*</code>');
});

test('an apostrophe between letters is a curved one, as in the running text; in code and around words it stays', () => {
  assert.equal(inline("Tuesday's `it's`, 'message'"), "Tuesday’s <code>it's</code>, 'message'");
});

test('short code that could be broken stays whole', () => {
  assert.equal(inline('`npm ci`'), '<code class="whole">npm ci</code>');
  assert.equal(codeClass('app-1'), 'whole');
  assert.equal(codeClass('-g'), undefined);
  assert.equal(codeClass('module'), undefined);
  assert.equal(codeClass("app.use('/customers/:customer/orders', router)"), undefined);
});

test('a question’s fragment is short and plain', () => {
  assert.equal(slugOf('What’s a “PUT” (or PATCH)?'), 'whats-a-put-or-patch');
  assert.ok(slugOf('a very long question '.repeat(9)).length <= 60);
});

test('a WOFF font unpacks to the OpenType font in it', () => {
  const font = unpackWoff(
    readFileSync(join(root, 'node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff')),
  );
  const view = new DataView(font.buffer);
  const count = view.getUint16(4);
  const tags = Array.from({ length: count }, (_, index) =>
    String.fromCharCode(...font.subarray(12 + index * 16, 16 + index * 16)),
  );
  for (const tag of ['cmap', 'glyf', 'head', 'hmtx']) assert.ok(tags.includes(tag), tag);
  const head = 12 + tags.indexOf('head') * 16;
  // Every font's `head` table holds this number: OpenType specification, head, magicNumber.
  assert.equal(view.getUint32(view.getUint32(head + 8) + 12), 0x5f0f3cf5);
  assert.throws(() => unpackWoff(new Uint8Array(64)), /not a WOFF 1\.0 font/);
});

test('the fonts get every character of the book', () => {
  const characters = charactersOf(root);
  for (const character of 'AZaz09~“”’…–§·') assert.ok(characters.includes(character), character);
});

describe('the link check', () => {
  const check = (files: Readonly<Record<string, string>>, base = '/') => {
    const folder = mkdtempSync(join(tmpdir(), 'links-'));
    try {
      for (const [path, contents] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), contents);
      }
      return checkLinks(folder, base).map(({ file, target, reason }) => `${file} → ${target}: ${reason}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test('accepts what is there', () => {
    const page =
      '<h1 id="top"><a href="/b/#x">b</a> <a href="../a.txt">a</a> <a href="https://example.com/">out</a> <img src="/p.png"></h1>';
    assert.deepEqual(
      check({
        'index.html': page.replace('../a.txt', 'a.txt'),
        'b/index.html': `<p id=x>${page.replace('id="top"', '')}`,
        'a.txt': '',
        'p.png': '',
      }),
      [],
    );
  });

  test('finds missing pages, fragments, images, fonts and slashes, and double ids', () => {
    assert.deepEqual(
      check({
        'index.html':
          '<a href="/gone/">1</a><a href="/b/#y">2</a><img src="p.png"><a href="/b">3</a><i id=a></i><i id=a></i><a href="http://example.com/">4</a>',
        'b/index.html': '<p id=x></p>',
        'a.css': 'a { background: url(f.woff2) }',
      }),
      [
        'index.html → #a: two elements have this id',
        'index.html → /gone/: there is no such page or file',
        'index.html → /b/#y: b/index.html has nothing with the id “y”',
        'index.html → p.png: there is no such page or file',
        'index.html → /b: a page’s address ends with a slash',
        'index.html → http://example.com/: write https:// for another site',
        'a.css → f.woff2: there is no such page or file',
      ],
    );
  });

  test('finds links that leave the base', () => {
    const [problem] = check({ 'index.html': '<a href="/methods/">x</a>', 'methods/index.html': '' }, '/book/');
    assert.match(problem ?? '', /\/methods\/: it leads out of \/book\//);
  });
});

describe('licenses', () => {
  const packages = shippedPackages(root);
  test('are there for everything that is shipped, with text', () => {
    const names = packages.map(({ name }) => name);
    const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    for (const name of [
      'node',
      '@swc/wasm-typescript',
      '@electric-sql/pglite',
      'postgresql',
      'icu',
      'pg',
      'redis',
      '@redis/client',
      'lit',
      'lit-html',
      '@codemirror/state',
      '@lezer/common',
      'express',
      'express-rate-limit',
      'qs',
      ...Object.keys(own.dependencies),
    ]) {
      assert.ok(names.includes(name), name);
    }
    for (const { name, version, license, text } of packages) {
      assert.match(version, /^\d+\.\d+\.\d+/, name);
      assert.match(license, /^[\w.() -]+$/, name);
      assert.ok(text.length > 200, `${name} has a license text`);
    }
  });

  test('name the PostgreSQL and the ICU that are in PGlite’s WebAssembly', () => {
    const wasm = readFileSync(join(root, 'node_modules/@electric-sql/pglite/dist/pglite.wasm')).toString('latin1');
    const inside = { postgresql: /\0PostgreSQL (\d+\.\d+)\0/, icu: /icudt(\d+)l/ };
    for (const [name, pattern] of Object.entries(inside)) {
      const { version } = packages.find((shipped) => shipped.name === name)!;
      assert.ok(version.startsWith(`${pattern.exec(wasm)?.[1]}.`), `${name} ${version}`);
    }
  });
});
