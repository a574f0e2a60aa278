/** The site's headers for each path, and the configurations of servers with them. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { readSite } from '../../src/build/headers-file.ts';
import { headerRules, headersFile, headersFor, readHeadersFile, type SiteFacts } from '../../src/build/headers.ts';
import { configurationFor } from '../../src/build/hosting.ts';

const site: SiteFacts = {
  base: '/book/',
  inlineScripts: ['sha256-abc='],
  sandboxPages: ['/', '/methods/', '/sandboxes/methods/safe/', '/sandboxes/methods/replay/'],
  frame: { file: '_engine/frame.12.html', policy: "default-src 'none'; script-src 'sha256-f=' blob:" },
};
const rules = headerRules(site);
const directives = (path: string) =>
  new Map(
    headersFor(rules, path)
      ['content-security-policy']!.split('; ')
      .map((text) => [text.split(' ')[0], text.split(' ').slice(1)]),
  );

describe('headers', () => {
  test('isolate every page and every file a page makes a frame or a worker of', () => {
    for (const path of [
      '/book/',
      '/book/methods/',
      '/book/404.html',
      '/book/_engine/frame.12.html',
      '/book/_astro/a.js',
    ]) {
      const headers = headersFor(rules, path);
      assert.deepEqual(
        [headers['cross-origin-opener-policy'], headers['cross-origin-embedder-policy']],
        ['same-origin', 'credentialless'],
        path,
      );
    }
  });

  test('cache for ever what has a hash in its name, and nothing else', () => {
    const cached = (path: string) => headersFor(rules, path)['cache-control'];
    for (const path of ['/book/_astro/a.hash.js', '/book/_engine/worker.hash.js', '/book/_engine/frame.12.html'])
      assert.equal(cached(path), 'public, max-age=31536000, immutable', path);
    for (const path of ['/book/', '/book/methods/', '/book/_engine/manifest.json', '/book/pagefind/pagefind.js'])
      assert.equal(cached(path), 'no-cache', path);
  });

  test('have one rule for all sandboxes with a page of their own: a host takes a hundred', () => {
    assert.equal(rules.filter(({ path }) => path.startsWith('/book/sandboxes/')).length, 1);
    assert.deepEqual(
      directives('/book/sandboxes/methods/replay/').get('frame-src'),
      directives('/book/methods/').get('frame-src'),
    );
  });

  test('let pages run scripts of the site and those inside them by hash, and nothing else', () => {
    for (const path of ['/book/', '/book/contents/', '/book/nothing']) {
      const policy = directives(path);
      assert.deepEqual(policy.get('script-src'), ["'self'", "'sha256-abc='", "'wasm-unsafe-eval'"], path);
      for (const name of ['object-src', 'base-uri', 'form-action'])
        assert.deepEqual(policy.get(name), ["'none'"], `${path} ${name}`);
      assert.deepEqual(policy.get('default-src'), ["'self'"], path);
    }
  });

  test('name WebContainer only where there is a sandbox', () => {
    const foreign = ['https://stackblitz.com', 'https://*.webcontainer.io', 'https://*.webcontainer-api.io'];
    for (const path of ['/book/', '/book/methods/'])
      assert.deepEqual(directives(path).get('frame-src'), ["'self'", ...foreign], path);
    for (const path of ['/book/', '/book/methods/'])
      assert.deepEqual(directives(path).get('connect-src'), ["'self'", 'https://stackblitz.com'], path);
    for (const path of ['/book/contents/', '/book/methods/x', '/book/404.html']) {
      assert.deepEqual(directives(path).get('frame-src'), ["'self'"], path);
      assert.equal(directives(path).has('connect-src'), false, path);
    }
  });

  test('give the engine’s frame its own policy, and an origin of its own', () => {
    const headers = headersFor(rules, '/book/_engine/frame.12.html');
    assert.equal(headers['content-security-policy'], `sandbox allow-scripts; ${site.frame?.policy}`);
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
  });

  test('do not reach beyond the base', () => {
    assert.deepEqual(headersFor(rules, '/other/'), {});
  });

  test('of a _headers file are read as they were written', () => {
    const text = headersFile(rules);
    assert.deepEqual(readHeadersFile(text), rules);
    assert.match(text, /^\/book\/\*\n {2}cache-control: no-cache$/m);
    // Cloudflare would join both values.
    assert.match(
      text,
      /^\/book\/_astro\/\*\n {2}! cache-control\n {2}cache-control: public, max-age=31536000, immutable$/m,
    );
  });

  test('come from what the built pages contain', () => {
    const folder = mkdtempSync(join(tmpdir(), 'headers-'));
    const files = {
      'index.html': '<script>theme()</script><p>',
      'methods/index.html':
        '<script>theme()</script><live-sandbox><script type="application/json">{}</script></live-sandbox><script src="/a.js"></script>',
      '_engine/manifest.json': '{"frame":"frame.1.html"}',
      '_engine/frame.1.html': `<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><script>frame()</script>`,
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    assert.deepEqual(readSite(folder, '/'), {
      base: '/',
      // printf 'theme()' | openssl dgst -sha256 -binary | base64
      inlineScripts: ['sha256-Rfr3GgHZFiXm+TmNr+li+0sZ4J9FGllo8jsXcJF5XZ8='],
      sandboxPages: ['/methods/'],
      frame: { file: '_engine/frame.1.html', policy: "default-src 'none'" },
    });
    rmSync(folder, { recursive: true });
  });
});

describe('a configuration', () => {
  test('for Vercel has every rule, the later ones last', () => {
    const { headers } = JSON.parse(configurationFor('vercel', rules)) as {
      headers: { source: string; headers: { key: string; value: string }[] }[];
    };
    assert.deepEqual(
      headers.map(({ source }) => source),
      [
        '/book/(.*)',
        '/book/_astro/(.*)',
        '/book/_engine/(.*)',
        '/book/_engine/manifest.json',
        '/book/_engine/frame.12.html',
        '/book/',
        '/book/methods/',
        '/book/sandboxes/(.*)',
      ],
    );
    assert.deepEqual(headers[1]?.headers, [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }]);
  });

  test('for Caddy keeps the order', () => {
    const text = configurationFor('caddy', rules);
    const lines = text
      .split('\n')
      .filter((line) => line.includes('Cache-Control'))
      .map((line) => line.trim().split(' ')[1]);
    assert.deepEqual(lines, ['/book/*', '/book/_astro/*', '/book/_engine/*', '/book/_engine/manifest.json']);
    assert.match(text, /uri strip_prefix \/book\n/);
    assert.doesNotMatch(configurationFor('caddy', headerRules({ ...site, base: '/' })), /strip_prefix/);
  });

  test('for nginx asks the most special rule first, by what was requested', () => {
    const text = configurationFor('nginx', rules);
    const map =
      /map \$request_uri \$port3000_cache_control \{([^}]*)\}/
        .exec(text)?.[1]
        ?.trim()
        .split('\n')
        .map((line) => line.trim()) ?? [];
    assert.deepEqual(
      map.map((line) => line.split(' ')[0]),
      ['default', String.raw`"~^/book/_engine/manifest\.json(\?|$)"`, '"~^/book/_engine/"', '"~^/book/_astro/"'],
    );
    assert.match(text, /location \/book\/ \{\n {8}alias \/var\/www\/port3000\/;/);
  });
});
