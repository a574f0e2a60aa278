/** The EPUB of the whole book: whole, well formed, every link in it leads somewhere, and EPUBCheck agrees. */
import { chromium } from '@playwright/test';
import { unzipSync } from 'fflate';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { chapters } from '../../src/book.ts';
import { attribute, elements, parseHtml } from '../../src/build/html.ts';
import { readEdition } from '../../src/print/edition.ts';
import { makeEpub } from '../../src/print/epub/epub.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';

const root = join(import.meta.dirname, '../..');
const site = join(root, '.cache/book');
/** Debian's package has the archive under this name. */
const EPUBCHECK = ['/usr/bin/epubcheck', '/usr/share/java/epubcheck.jar'].find((path) => existsSync(path));

interface Page {
  readonly error: string | undefined;
  readonly ids: readonly string[];
  readonly links: readonly string[];
  readonly text: string;
  /** What each drawing that is not hidden from screen readers is called. */
  readonly drawings: readonly string[];
}

describe('the EPUB', () => {
  let bytes: Uint8Array;
  let files: Readonly<Record<string, Uint8Array>>;
  const pages = new Map<string, Page>();

  before(async () => {
    bytes = makeEpub(root, site, readEdition(root));
    files = unzipSync(bytes);
    const browser = await chromium.launch({ executablePath: process.env['PORT3000_CHROMIUM'] ?? '' });
    const page = await browser.newPage();
    for (const [path, content] of Object.entries(files)) {
      if (!path.endsWith('.xhtml')) continue;
      const read = await page.evaluate((text): Page => {
        const parsed = new DOMParser().parseFromString(text, 'application/xhtml+xml');
        return {
          error: parsed.querySelector('parsererror')?.textContent,
          ids: [...parsed.querySelectorAll('[id]')].map(({ id }) => id),
          links: [...parsed.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? ''),
          text: parsed.documentElement.textContent,
          drawings: [...parsed.querySelectorAll('svg')]
            .filter((svg) => svg.parentElement?.closest('svg') === null && svg.getAttribute('aria-hidden') !== 'true')
            .map((svg) => {
              const by = (svg.getAttribute('aria-labelledby') ?? '').split(' ');
              const named = by.map((id) => parsed.getElementById(id)?.textContent ?? '').join(' ');
              return (svg.getAttribute('aria-label') ?? named).trim();
            }),
        };
      }, new TextDecoder().decode(content));
      pages.set(path.replace(/^EPUB\//, ''), read);
    }
    await browser.close();
  });

  test('says first, and not compressed, what it is', () => {
    // The name of the first file begins at byte 30 of a ZIP archive.
    assert.equal(new TextDecoder().decode(bytes.slice(30, 58)), 'mimetypeapplication/epub+zip');
  });

  test('is the same for the same site', () => {
    assert.deepEqual(makeEpub(root, site, readEdition(root)), bytes);
  });

  test('has every chapter that the site has, and the solution of every exercise', () => {
    const written = chapters.filter(({ slug }) => existsSync(join(site, slug, 'index.html')));
    assert.ok(written.length >= 3);
    for (const { slug, title } of written) {
      const page = pages.get(`${slug}.xhtml`);
      assert.ok(page !== undefined && page.text.includes(title), slug);
      assert.ok(page.links.includes(`solutions.xhtml#solution-${slug}`), `${slug} leads to its solution`);
      assert.ok(pages.get('solutions.xhtml')!.links.includes(`${slug}.xhtml#exercise`), `and back to ${slug}`);
    }
  });

  test('is well-formed XML, with each id once', () => {
    for (const [path, { error, ids }] of pages) {
      assert.equal(error, undefined, path);
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        [],
        path,
      );
    }
  });

  test('has no link that leads nowhere', () => {
    const broken: string[] = [];
    for (const [path, { links }] of pages)
      for (const link of links) {
        if (/^https?:/.test(link)) continue;
        const [target, id] = link.split('#');
        const page = pages.get(target === '' ? path : target!);
        if (page === undefined || (id !== undefined && !page.ids.includes(id))) broken.push(`${path}: ${link}`);
      }
    assert.deepEqual(broken, []);
  });

  test('has every answer to what a chapter sends', () => {
    let count = 0;
    for (const { slug } of chapters) {
      const html = [...elements(parseHtml(readFileSync(join(site, slug, 'index.html'), 'utf8')))];
      for (const element of html) {
        const request = attribute(element, 'data-request');
        const sandbox = attribute(element, 'data-to') ?? attribute(element, 'data-of');
        if (sandbox === undefined || request === undefined) continue;
        const exchanges = catalogue(root).sandbox(sandbox).transcript?.exchanges ?? [];
        for (const { title } of exchanges.filter(({ name }) => name === request)) {
          count += 1;
          assert.ok(pages.get(`${slug}.xhtml`)!.text.includes(title), `${slug}: ${sandbox}, “${title}”`);
        }
      }
    }
    assert.ok(count > 1000, `${count} answers`);
  });

  test('names every drawing for who does not see it', () => {
    const drawings = [...pages].flatMap(([path, page]) => page.drawings.map((name) => [path, name] as const));
    assert.ok(drawings.length >= 102, `${drawings.length} drawings`);
    assert.deepEqual(
      drawings.filter(([, name]) => name === ''),
      [],
    );
  });

  test('says what is often taught and wrong, and in which order lines do not stand', () => {
    assert.match(pages.get('rate-limiting.xhtml')!.text, /Often taught“The sliding window limiter/);
    assert.match(pages.get('event-loop.xhtml')!.text, /Put the lines into the order that you expect/);
  });

  test('links sandboxes to their live pages, and shows their files, answers and output', () => {
    const { links, text } = pages.get('rate-limiting.xhtml')!;
    assert.ok(links.includes('https://example.com/book/sandboxes/rate-limiting/boundary/'));
    assert.match(text, /export function clockWindow\(\{ limit, windowMs \}\)/);
    assert.match(text, /100 requests at 0:59, 100 more at 1:01GET \/replay\/clock/);
    assert.match(text, /OutputPromise: 10 requests per 60 s/);
    assert.doesNotMatch(text, /A burst that cannot be read/, 'the text does not speak of it');
    assert.doesNotMatch(text, /Send all in order|Run check|Recorded output/, 'controls are for a screen');
  });

  test(
    'passes EPUBCheck',
    { skip: EPUBCHECK === undefined ? 'EPUBCheck is not installed (apt-get install epubcheck)' : false },
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'epub-'));
      try {
        const file = join(folder, 'book.epub');
        writeFileSync(file, bytes);
        const { stdout, stderr } = spawnSync('java', ['-jar', EPUBCHECK!, file], { encoding: 'utf8' });
        assert.match(stdout + stderr, /0 fatals \/ 0 errors \/ 0 warnings/, stdout + stderr);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
