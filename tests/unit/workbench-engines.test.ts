/** The choice between the engines, in the stores and the preferences. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { misfits, missingCapabilities } from '../../src/workbench/stores/engine-fit.ts';
import { EnginePreferences, type EngineId } from '../../src/workbench/stores/engine-preferences.ts';
import type { SandboxData } from '../../src/workbench/sandbox-data.ts';
import { watch } from '../../src/workbench/stores/signal.ts';
import { SandboxStores } from '../../src/workbench/stores/stores.ts';
import { describeStatus } from '../../src/workbench/panes/toolbar/status.ts';
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
  const stores = new SandboxStores(
    { ...DATA, ...data },
    async (id) => {
      loaded.push(id);
      return engines[id];
    },
    preferences,
  );
  return { stores, preferences, loaded, ...engines };
}

/** A stand-in for a browser's storage. */
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
  const { stores, loaded } = setup();
  await stores.run.warm();
  await stores.run.run();
  assert.deepEqual([stores.engine.engine, [...new Set(loaded)]], ['embedded', ['embedded']]);
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
  const { stores, webcontainer, loaded } = setup();
  stores.engine.agree();
  stores.chooseEngine('webcontainer');
  await stores.run.warm();
  assert.deepEqual(loaded, []);
  webcontainer.steps = ['Starting the container', 'Installing packages'];
  const told: string[] = [];
  watch(
    () => describeStatus(stores.run),
    (text) => told.push(text),
  );
  await stores.run.run();
  assert.deepEqual(
    [...new Set(told)].filter((text) => text !== ''),
    ['starting', 'Starting the container', 'Installing packages'],
  );
  assert.equal(stores.run.startedIn, 'webcontainer');
});

test('a failure says why and offers the embedded engine, which keeps the edits', async () => {
  const { stores, webcontainer, embedded, preferences } = setup();
  stores.engine.agree();
  stores.chooseEngine('webcontainer');
  stores.files.edit('server.js', 'mine\n');
  webcontainer.refuse = unreachable;
  await stores.run.run();
  assert.deepEqual(
    [stores.run.phase, stores.run.problem, stores.run.startedIn],
    ['failed', unreachable.reason, 'webcontainer'],
  );
  await stores.runEmbedded();
  assert.deepEqual(
    [stores.run.problem, embedded.session.files['server.js'], stores.engine.engine],
    [null, 'mine\n', 'embedded'],
  );
  assert.equal(preferences.for('test'), 'webcontainer', 'the offer was for this time');
});

test('\u201cwhen it can be reached\u201d falls back by itself, and says so', async () => {
  const { stores, webcontainer, embedded, preferences } = setup();
  preferences.agree();
  preferences.chooseForSite('reachable');
  webcontainer.refuse = unreachable;
  await stores.run.run();
  assert.deepEqual(
    [stores.run.phase, stores.run.fallback, stores.run.startedIn, embedded.sessions.length],
    ['starting', unreachable.reason, 'embedded', 1],
  );
  webcontainer.refuse = null;
  await stores.run.run();
  assert.deepEqual(
    [stores.run.fallback, stores.run.startedIn, embedded.session.disposed],
    [null, 'webcontainer', true],
  );
});

test('another engine chosen while one runs ends that one', async () => {
  const { stores, embedded } = setup();
  await stores.run.run();
  embedded.session.listen('app', 3000);
  stores.engine.agree();
  stores.chooseEngine('webcontainer');
  assert.deepEqual([embedded.session.disposed, stores.run.phase], [true, 'stopped']);
});

test('what a program writes is shown; what the reader has not run is kept', async () => {
  const { stores, embedded } = setup();
  await stores.run.run();
  const written = (path: string, contents: string) => embedded.session.emit({ type: 'written', path, contents });
  written('server.js', 'by the program\n');
  assert.deepEqual(
    [stores.files.text('server.js'), stores.restartNeeded, stores.files.conflicts.size],
    ['by the program\n', false, 0],
  );
  written('data/out.txt', 'new\n');
  assert.deepEqual(
    [stores.files.shown, stores.files.text('data/out.txt'), stores.files.isEdited('data/out.txt')],
    [['server.js', 'data/out.txt'], 'new\n', false],
  );
  stores.files.edit('server.js', 'mine\n');
  written('server.js', 'again\n');
  assert.deepEqual(
    [stores.files.text('server.js'), [...stores.files.conflicts]],
    ['mine\n', [['server.js', 'again\n']]],
  );
  stores.files.settleConflict('server.js', 'program');
  assert.deepEqual([stores.files.text('server.js'), stores.files.conflicts.size], ['again\n', 0]);
  stores.reset();
  assert.deepEqual([stores.files.shown, stores.files.text('server.js')], [['server.js'], 'original\n']);
});

test('what an engine cannot do for an example is said before it starts', () => {
  const files = { 'server.js': "import { AsyncLocalStorage } from 'node:async_hooks';\n" };
  assert.deepEqual(misfits(DATA, DATA.files, 'webcontainer'), []);
  assert.match(misfits(DATA, files, 'webcontainer').join(), /loses its store across await/);
  assert.deepEqual(misfits(DATA, files, 'embedded'), []);
  assert.match(misfits({ ...DATA, engines: ['embedded'] }, {}, 'webcontainer').join(), /made for the embedded engine/);
  assert.deepEqual(
    missingCapabilities({ clock: true, networkFaults: true, tap: true, terminal: false, databases: false }),
    [],
  );
  assert.equal(
    missingCapabilities({ clock: false, networkFaults: false, tap: false, terminal: true, databases: false }).length,
    3,
  );
});
