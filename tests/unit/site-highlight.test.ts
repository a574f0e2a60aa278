/** Listings are highlighted alike on a busy machine and on a quiet one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeToHtml } from 'shiki';
import { tokenTransformer, highlight as listing, theme } from '../../src/components/sandbox/highlight.ts';

const code = "import express from 'express'; // A comment.\nconst port = Number(process.env.PORT ?? 3000);\n";
const highlight = () => codeToHtml(code, { lang: 'js', theme, transformers: [tokenTransformer] });

test('a clock that runs away changes nothing', async (t) => {
  const quiet = await highlight();
  assert.match(quiet, /tk-c/);
  let now = Date.now();
  t.mock.method(Date, 'now', () => (now += 10_000));
  t.mock.method(performance, 'now', () => (now += 10_000));
  assert.equal(await highlight(), quiet);
});

test('what has no color of its own has no element, and what stands together has one', async () => {
  const html = await listing(
    'export const port = 3000;\n  listen(port);\n  listen(port + 1, function started() {});\n',
    'server.js',
  );
  assert.equal(
    html,
    '<pre class="sandbox-listing" tabindex="0" translate="no"><code>' +
      '<tk-l><tk-k>export const</tk-k> port = ' +
      '<tk-n>3000</tk-n>;\n</tk-l>' +
      '<tk-l><tk-f>  listen</tk-f>(port);\n</tk-l>' +
      // The line may not fit: its indentation is written down, so that it is wrapped under its beginning.
      '<tk-l style="--in:2"><tk-f>  listen</tk-f>(port + <tk-n>1</tk-n>, ' +
      '<tk-k>function</tk-k><tk-f> started</tk-f>() {});</tk-l></code></pre>',
  );
});
