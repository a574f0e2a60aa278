/** Which addresses of a built site are kept, and which of a list are lost. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { lostOf, placesOf, readAnchors } from '../../src/build/anchors.ts';

test('headings, questions, corrections, figures and sandboxes have addresses that are kept', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'port3000-anchors-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const write = (file: string, body: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `<!doctype html><body>${body}`);
  };
  write('index.html', '<nav id="book"></nav><main id="main"><h1>Port 3000</h1></main>');
  write(
    'oauth/index.html',
    `<main id="main"><span id="old-name"></span><h2 id="relations">Relations</h2><p id="note">
      <div class="correction" id="correction-e227"></div><details class="question" id="why"></details>
      <port-figure id="figure-keys"><svg id="inner"></svg></port-figure><port-predict id="predict-it"></port-predict>
      <live-sandbox id="sandbox-oauth-keys"></live-sandbox></main><h2 id="settings">Settings</h2>`,
  );
  write('_engine/index.html', '<main><h2 id="frame"></h2></main>');
  assert.deepEqual([...placesOf(folder)].sort(), [
    '/',
    '/oauth/',
    '/oauth/#correction-e227',
    '/oauth/#figure-keys',
    '/oauth/#relations',
    '/oauth/#sandbox-oauth-keys',
    '/oauth/#why',
  ]);
  const published = readAnchors('/\n/oauth/#old-name\n/oauth/#relations\n/oauth/#gone\n/moved/\n');
  assert.deepEqual(lostOf(folder, published), ['/oauth/#gone', '/moved/']);
});
