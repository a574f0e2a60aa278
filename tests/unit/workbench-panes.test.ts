/** Panes: their entries in the registry, and the static form of their templates. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { html, nothing } from 'lit';
import { elementId } from '../../src/sandbox/element-id.ts';
import { sandboxFieldSchema } from '../../src/sandbox/manifest.ts';
import { AUTHOR_PANES, PANES } from '../../src/sandbox/panes.ts';
import { appears, registry } from '../../src/workbench/registry.ts';
import type { SandboxData } from '../../src/workbench/sandbox-data.ts';
import { staticPanes } from '../../src/workbench/static/panes.ts';
import { Markup, renderStatic } from '../../src/workbench/static/render.ts';
import { SandboxStores } from '../../src/workbench/stores/stores.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';

const DATA: SandboxData = {
  name: 'test',
  title: 'Tags & <signs>',
  shown: ['server.js', 'b c.js'],
  files: { 'server.js': 'one\n', 'b c.js': 'two\n' },
  processes: { app: { command: 'node server.js', env: {} } },
  dependencies: [],
  http: '### Home "first"\n# @name home\nGET http://localhost:3001/a?b=1&c=2\n',
  engines: ['embedded', 'webcontainer'],
  panes: [],
};

const shownNow = (stores: SandboxStores) => registry.filter((entry) => appears(entry, stores)).map(({ id }) => id);

test('panes appear when there is a reason for them and the engine can do what they need', async () => {
  const engine = new ScriptedEngine();
  const stores = new SandboxStores(DATA, async () => engine);
  assert.deepEqual(shownNow(stores), ['toolbar', 'files', 'requests']);
  await stores.run.run();
  engine.session.listen('app', 3001);
  engine.session.emit({ type: 'output', process: 'app', stream: 'stdout', text: 'x\n' });
  await stores.exchange.send(0);
  stores.panes.open('engine');
  // This engine has no clock, and a note says so; it has no terminal either, so that pane is not shown.
  assert.deepEqual(shownNow(stores), ['toolbar', 'engine', 'notes', 'files', 'requests', 'answer', 'log']);
  stores.run.stop();
  engine.refuse = { ok: false, code: 'timeout', reason: 'Too slow.' };
  await stores.run.run();
  assert.ok(shownNow(stores).includes('problem'));
  stores.reset();
  stores.panes.close('engine');
  assert.deepEqual(shownNow(stores), ['toolbar', 'files', 'requests']);
  const able = Object.assign(new ScriptedEngine(), {
    capabilities: { clock: true, networkFaults: true, tap: true, terminal: true, databases: false },
  });
  const other = new SandboxStores({ ...DATA, http: null, panes: ['log'] }, async () => able);
  assert.deepEqual(shownNow(other), ['toolbar', 'files', 'log']);
  await other.run.run();
  assert.deepEqual(shownNow(other), ['toolbar', 'files', 'terminal', 'log']);
});

test('the database pane is there once a program ran that imports node:sqlite, and stays when it has stopped', async () => {
  const files = { 'server.js': "import { DatabaseSync } from 'node:sqlite';\n", 'package.json': '{}' };
  const stores = new SandboxStores({ ...DATA, files }, async () => new ScriptedEngine());
  assert.ok(!shownNow(stores).includes('database'));
  await stores.run.run();
  assert.ok(shownNow(stores).includes('database'));
  stores.run.stop();
  assert.ok(shownNow(stores).includes('database'));
  stores.files.edit('server.js', 'nothing\n');
  assert.ok(!shownNow(stores).includes('database'));
  stores.files.edit('server.js', files['server.js']);
  stores.engine.agree();
  stores.chooseEngine('webcontainer');
  await stores.run.run();
  assert.ok(!shownNow(stores).includes('database'));
  assert.ok(stores.notes.misfits('webcontainer').includes('Its databases cannot be looked into in WebContainer.'));
});

test('each pane has a folder, and the manifest takes those that authors may open', () => {
  for (const { id } of PANES)
    assert.ok(existsSync(join(import.meta.dirname, `../../src/workbench/panes/${id}/${id}.ts`)), id);
  assert.deepEqual(AUTHOR_PANES, ['map', 'bursts', 'clock', 'wire', 'log']);
  const field = { title: 'T', summary: 'S.', files: ['a.js'] };
  assert.ok(sandboxFieldSchema.safeParse({ ...field, panes: ['log'] }).success);
  const wrong = sandboxFieldSchema.safeParse({ ...field, panes: ['toolbar'] });
  assert.match(wrong.error?.issues[0]?.message ?? '', /only these panes can be opened: map, bursts, clock, wire, log/);
});

test('ids hold no blank and no slash, and different names stay different', () => {
  assert.equal(elementId('sandbox', 'rate-limiting/boundary'), 'sandbox-rate-limiting--boundary');
  assert.equal(elementId('a', 'src/b c.js'), 'a-src--b_20c.js');
  assert.notEqual(elementId('x', 'a b'), elementId('x', 'a_b'));
});

test('a template becomes text: values are escaped, listeners and properties are left out', () => {
  const text = renderStatic(
    html`<a
      class="x ${'y"<'}"
      href=${'/?a&b'}
      ?hidden=${true}
      ?disabled=${false}
      @click=${() => {}}
      .value=${'v'}
      data-no=${nothing}
      data-end="1"
    >
      ${'<b>&'}${nothing}${[html`<i>${1}</i>`, html`<u></u>`]}${new Markup('<pre>\n  raw\n</pre>')}</a
    >`,
  );
  assert.equal(
    text,
    '<a class="x y&quot;&lt;" href="/?a&amp;b" hidden data-end="1" > &lt;b>&amp;<i>1</i><u></u><pre>\n  raw\n</pre></a >',
  );
  assert.throws(() => renderStatic(html`<p>${Symbol('x')}</p>`), /no text form/);
});

test('the static form has the files, the requests and what the author opens, and nothing that works', () => {
  const listings = { 'server.js': '<pre>one</pre>', 'b c.js': '<pre>two</pre>' };
  const parts = staticPanes(DATA, listings);
  assert.match(parts.toolbar, /<p class="sandbox-title">Tags &amp; &lt;signs><\/p>/);
  assert.match(parts.toolbar, /<svg class="sandbox-icon"/);
  assert.match(parts.toolbar, /data-action="stop" disabled/);
  assert.match(parts.files, /id="test-panel-b_20c\.js" aria-labelledby="test-tab-b_20c\.js" data-path="b c\.js"/);
  assert.match(parts.files, /<pre>one<\/pre>[\s\S]*<pre>two<\/pre>/);
  assert.doesNotMatch(parts.files, /hidden(?=[ >])/);
  assert.match(parts.requests ?? '', /<b>GET<\/b> :3001\/a\?b=1&amp;c=2/);
  assert.match(parts.requests ?? '', /aria-label="Send: Home &quot;first&quot;"/);
  assert.equal(parts.strip, '');
  assert.match(staticPanes({ ...DATA, panes: ['log'] }, listings).strip, /Nothing has been printed yet\./);
  assert.equal(staticPanes({ ...DATA, http: null }, listings).requests, null);
  for (const pane of AUTHOR_PANES.filter((id) => id !== 'log')) {
    const title = PANES.find(({ id }) => id === pane)!.title;
    assert.match(
      staticPanes({ ...DATA, panes: [pane] }, listings).strip,
      new RegExp(`data-pane="${pane}"[^]*>${title}<`),
    );
  }
});
