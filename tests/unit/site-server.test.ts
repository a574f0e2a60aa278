/** The server of `npm start`: types, caching, redirects, and nothing outside its folder. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { serveStatic, type StaticSite } from '../../scripts/lib/static-server.ts';
import { headerRules, headersFile } from '../../src/build/headers.ts';

const outer = mkdtempSync(join(tmpdir(), 'site-'));
const folder = join(outer, 'dist');
let site: StaticSite;
let book: StaticSite;

before(async () => {
  mkdirSync(join(folder, 'chapter'), { recursive: true });
  mkdirSync(join(folder, '_astro'));
  writeFileSync(join(outer, 'secret.txt'), 'secret');
  writeFileSync(join(outer, 'dist-secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<h1>first</h1>');
  writeFileSync(join(folder, '404.html'), '<h1>missing</h1>');
  writeFileSync(join(folder, 'chapter/index.html'), '<h1>chapter</h1>');
  writeFileSync(join(folder, '_astro/a.hash.js'), 'export {}');
  const serve = (base: string) => {
    writeFileSync(
      join(folder, '_headers'),
      headersFile(headerRules({ base, inlineScripts: [], sandboxPages: [], frame: null })),
    );
    return serveStatic(folder, base, 0);
  };
  site = await serve('/');
  book = await serve('/book/');
});
after(async () => {
  await site.close();
  await book.close();
  rmSync(outer, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Like `fetch`, but the path is sent exactly as written, and the body has a character for each byte. */
function ask(
  port: number,
  path: string,
  options: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: 'localhost', port, path, ...options }, (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (part: string) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    request.on('error', reject);
    request.end();
  });
}

describe('the static server', () => {
  test('serves pages and files with their types', async () => {
    const page = await ask(site.port, '/chapter/');
    assert.deepEqual(
      [page.status, page.headers['content-type'], page.body],
      [200, 'text/html; charset=utf-8', '<h1>chapter</h1>'],
    );
    const script = await ask(site.port, '/_astro/a.hash.js?v=1');
    assert.equal(script.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal(script.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal(page.headers['cache-control'], 'no-cache');
    assert.equal(page.headers['x-content-type-options'], 'nosniff');
  });

  test('answers 304 when nothing has changed', async () => {
    const { headers } = await ask(site.port, '/');
    const again = await ask(site.port, '/', { headers: { 'if-none-match': headers.etag! } });
    assert.deepEqual([again.status, again.body, again.headers.etag], [304, '', headers.etag]);
    assert.equal((await ask(site.port, '/', { headers: { 'if-none-match': '"other"' } })).status, 200);
  });

  test('compresses text for those who accept it, under a tag of its own', async () => {
    const plain = await ask(site.port, '/chapter/');
    const packed = await ask(site.port, '/chapter/', { headers: { 'accept-encoding': 'br, gzip' } });
    assert.deepEqual([plain.headers['content-encoding'], packed.headers['content-encoding']], [undefined, 'gzip']);
    assert.deepEqual([plain.headers.vary, packed.headers.vary], ['accept-encoding', 'accept-encoding']);
    assert.notEqual(packed.headers.etag, plain.headers.etag);
    assert.equal(packed.headers['content-length'], undefined);
    assert.equal(gunzipSync(Buffer.from(packed.body, 'latin1')).toString(), '<h1>chapter</h1>');
    const again = await ask(site.port, '/chapter/', {
      headers: { 'accept-encoding': 'gzip', 'if-none-match': packed.headers.etag! },
    });
    assert.equal(again.status, 304);
  });

  test('answers HEAD without a body and refuses other methods', async () => {
    const head = await ask(site.port, '/', { method: 'HEAD' });
    assert.deepEqual([head.status, head.headers['content-length'], head.body], [200, '14', '']);
    const post = await ask(site.port, '/', { method: 'POST' });
    assert.deepEqual([post.status, post.headers.allow], [405, 'GET, HEAD']);
  });

  test('sends its own page with 404', async () => {
    const { status, body } = await ask(site.port, '/nothing/');
    assert.deepEqual([status, body], [404, '<h1>missing</h1>']);
  });

  test('adds the slash a page’s address ends with', async () => {
    const { status, headers } = await ask(site.port, '/chapter?a=1');
    assert.deepEqual([status, headers.location], [301, '/chapter/?a=1']);
  });

  test('serves below a base path only, and leads there', async () => {
    assert.equal((await ask(book.port, '/book/chapter/')).body, '<h1>chapter</h1>');
    assert.equal((await ask(book.port, '/book/')).body, '<h1>first</h1>');
    assert.equal((await ask(book.port, '/chapter/')).status, 404);
    for (const path of ['/', '/book']) assert.equal((await ask(book.port, path)).headers.location, '/book/', path);
    assert.equal(
      (await ask(book.port, '/book/_astro/a.hash.js')).headers['cache-control'],
      'public, max-age=31536000, immutable',
    );
  });

  test('never leaves its folder', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/chapter/../../secret.txt',
      '/../dist-secret.txt',
      '/..%5csecret.txt',
      '/secret.txt%00.html',
    ]) {
      const { status, body } = await ask(site.port, path);
      assert.equal(status, 404, path);
      assert.doesNotMatch(body, /secret/, path);
    }
    assert.equal((await ask(site.port, '/%')).status, 400);
  });

  test('takes the next port when one is taken, and says so when none is free', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, 'localhost', resolve));
    const { port } = taken.address() as AddressInfo;
    try {
      const next = await serveStatic(folder, '/', port, 20);
      assert.ok(next.port > port);
      await next.close();
      await assert.rejects(serveStatic(folder, '/', port, 1), { code: 'EADDRINUSE' });
    } finally {
      taken.close();
    }
  });
});
