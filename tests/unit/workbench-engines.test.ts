/** The choice between the engines, as the model and the preferences have it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { misfits, missingCapabilities } from '../../src/workbench/model/engine-fit.ts';
import { EnginePreferences, type EngineId } from '../../src/workbench/model/engine-preferences.ts';
import type { SandboxData } from '../../src/workbench/model/sandbox-data.ts';
import { SandboxModel } from '../../src/workbench/model/sandbox-model.ts';
import { describeStatus } from '../../src/workbench/model/status.ts';
import { ScriptedEngine } from '../support/scripted-engine.ts';

const DATA: SandboxData = {
  name: 'test',
  title: 'Test',
  shown: ['server.js'],
  files: { 'server.js': 'original\n', 'package.json': '{}' },
  processes: { app: { command: 'node server.js', env: {} } },
  dependencies: [],
  http: 'GET http://localhost:3000/\n',
  engines: ['embedded', 'webcontainer'],
  panes: [],
};

function setup(data: Partial<SandboxData> = {}, preferences = new EnginePreferences(null)) {
  const engines = { embedded: new ScriptedEngine('embedded'), webcontainer: new ScriptedEngine('webcontainer') };
  const loaded: EngineId[] = [];
  const model = new SandboxModel(
    { ...DATA, ...data },
    async (id) => {
      loaded.push(id);
      return engines[id];
    },
    preferences,
  );
  return { model, preferences, loaded, ...engines };
}

/** As a browser keeps texts. */
function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    key: () => null,
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
}

const unreachable = { ok: false, code: 'network', reason: 'stackblitz.com could not be reached.' } as const;

test('the embedded engine is the default, and nothing of the other is loaded', async () => {
  const { model, loaded } = setup();
  await model.warm();
  await model.run();
  assert.deepEqual([model.engine, [...new Set(loaded)]], ['embedded', ['embedded']]);
});

test('without agreement no choice leads to WebContainer; taken back, all is as before', () => {
  const kept = storage();
  const preferences = new EnginePreferences(kept);
  preferences.chooseForSite('webcontainer');
  preferences.choose('test', 'webcontainer');
  assert.deepEqual([preferences.site, preferences.for('test')], ['embedded', 'embedded']);
  preferences.agree();
  assert.deepEqual([preferences.site, preferences.for('test')], ['webcontainer', 'webcontainer']);
  assert.equal(new EnginePreferences(kept).for('other'), 'webcontainer', 'remembered');
  preferences.withdraw();
  assert.deepEqual([preferences.site, preferences.for('test')], ['embedded', 'embedded']);
});

test('a sandbox\u2019s own choice comes before the one for all', () => {
  const preferences = new EnginePreferences(storage());
  preferences.agree();
  preferences.choose('own', 'webcontainer');
  assert.deepEqual([preferences.for('own'), preferences.for('other')], ['webcontainer', 'embedded']);
  preferences.chooseForSite('reachable');
  preferences.choose('own', 'embedded');
  assert.deepEqual([preferences.for('own'), preferences.for('other')], ['embedded', 'reachable']);
});

test('storage that refuses costs the memory, not the choice', () => {
  const refusing = {
    ...storage(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  const preferences = new EnginePreferences(refusing);
  preferences.agree();
  preferences.choose('test', 'webcontainer');
  assert.equal(preferences.for('test'), 'webcontainer');
});

test('WebContainer is not warmed; its start is told step by step', async () => {
  const { model, webcontainer, loaded } = setup();
  model.agree();
  model.chooseEngine('webcontainer');
  await model.warm();
  assert.deepEqual(loaded, []);
  webcontainer.steps = ['Starting the container', 'Installing packages'];
  const told: string[] = [];
  model.addEventListener('change', () => told.push(describeStatus(model)));
  await model.run();
  assert.deepEqual(
    [...new Set(told)].filter((text) => text !== ''),
    ['starting', 'Starting the container', 'Installing packages'],
  );
  assert.equal(model.startedIn, 'webcontainer');
});

test('a failure says why and offers the embedded engine, which keeps the edits', async () => {
  const { model, webcontainer, embedded, preferences } = setup();
  model.agree();
  model.chooseEngine('webcontainer');
  model.files.edit('server.js', 'mine\n');
  webcontainer.refuse = unreachable;
  await model.run();
  assert.deepEqual([model.phase, model.problem, model.startedIn], ['failed', unreachable.reason, 'webcontainer']);
  await model.runEmbedded();
  assert.deepEqual([model.problem, embedded.session.files['server.js'], model.engine], [null, 'mine\n', 'embedded']);
  assert.equal(preferences.for('test'), 'webcontainer', 'the offer was for this time');
});

test('\u201cwhen it can be reached\u201d falls back by itself, and says so', async () => {
  const { model, webcontainer, embedded, preferences } = setup();
  preferences.agree();
  preferences.chooseForSite('reachable');
  webcontainer.refuse = unreachable;
  await model.run();
  assert.deepEqual(
    [model.phase, model.fallback, model.startedIn, embedded.sessions.length],
    ['starting', unreachable.reason, 'embedded', 1],
  );
  webcontainer.refuse = null;
  await model.run();
  assert.deepEqual([model.fallback, model.startedIn, embedded.session.disposed], [null, 'webcontainer', true]);
});

test('another engine chosen while one runs ends that one', async () => {
  const { model, embedded } = setup();
  await model.run();
  embedded.session.listen('app', 3000);
  model.agree();
  model.chooseEngine('webcontainer');
  assert.deepEqual([embedded.session.disposed, model.phase], [true, 'stopped']);
});

test('what a program writes is shown; what the reader has not run is kept', async () => {
  const { model, embedded } = setup();
  await model.run();
  const written = (path: string, contents: string) => embedded.session.emit({ type: 'written', path, contents });
  written('server.js', 'by the program\n');
  assert.deepEqual(
    [model.files.text('server.js'), model.restartNeeded, model.files.conflicts.size],
    ['by the program\n', false, 0],
  );
  written('data/out.txt', 'new\n');
  assert.deepEqual(
    [model.files.shown, model.files.text('data/out.txt'), model.files.isEdited('data/out.txt')],
    [['server.js', 'data/out.txt'], 'new\n', false],
  );
  model.files.edit('server.js', 'mine\n');
  written('server.js', 'again\n');
  assert.deepEqual([model.files.text('server.js'), [...model.files.conflicts]], ['mine\n', [['server.js', 'again\n']]]);
  model.files.settleConflict('server.js', 'program');
  assert.deepEqual([model.files.text('server.js'), model.files.conflicts.size], ['again\n', 0]);
  model.reset();
  assert.deepEqual([model.files.shown, model.files.text('server.js')], [['server.js'], 'original\n']);
});

test('what an engine cannot do for an example is said before it starts', () => {
  const files = { 'server.js': "import { AsyncLocalStorage } from 'node:async_hooks';\n" };
  assert.deepEqual(misfits(DATA, DATA.files, 'webcontainer'), []);
  assert.match(misfits(DATA, files, 'webcontainer').join(), /loses its store across await/);
  assert.deepEqual(misfits(DATA, files, 'embedded'), []);
  assert.match(misfits({ ...DATA, engines: ['embedded'] }, {}, 'webcontainer').join(), /made for the embedded engine/);
  assert.deepEqual(missingCapabilities({ clock: true, networkFaults: true, tap: true, terminal: false }), []);
  assert.equal(missingCapabilities({ clock: false, networkFaults: false, tap: false, terminal: true }).length, 3);
});
