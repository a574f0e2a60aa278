/** The store of a sandbox's files: what readers change, add, rename, delete, take back and bring along. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FilesStore } from '../../src/workbench/stores/files.ts';
import { UndoStore } from '../../src/workbench/stores/undo.ts';

const ORIGINAL = { 'server.js': 'server\n', 'limiter.js': 'limiter\n', 'package.json': '{}\n' };

function setup() {
  const undo = new UndoStore();
  return { undo, files: new FilesStore(ORIGINAL, ['server.js', 'limiter.js'], undo) };
}

test('several files are replaced at once and brought back by one undo', () => {
  const { undo, files } = setup();
  files.edit('server.js', 'mine\n');
  files.put({ 'server.js': 'solution\n', 'limiter.js': null, 'extra.js': 'extra\n' }, 'The solution is in the editor.');
  assert.deepEqual(files.shown, ['server.js', 'extra.js']);
  assert.equal(undo.done, 'The solution is in the editor.');
  undo.undo();
  assert.deepEqual(files.shown, ['server.js', 'limiter.js']);
  assert.deepEqual(files.contents, { ...ORIGINAL, 'server.js': 'mine\n' });
  assert.equal(undo.done, null);
});

test('an undo leaves alone what has come since', () => {
  const { undo, files } = setup();
  files.edit('limiter.js', 'mine\n');
  files.resetFile('limiter.js');
  files.create('notes.js', '// later\n');
  files.edit('server.js', 'later\n');
  undo.undo();
  assert.deepEqual(files.shown, ['server.js', 'limiter.js', 'notes.js']);
  assert.deepEqual(files.contents, {
    ...ORIGINAL,
    'limiter.js': 'mine\n',
    'server.js': 'later\n',
    'notes.js': '// later\n',
  });
});

test('a file that is renamed keeps its place and its text, one that is deleted can come back', () => {
  const { undo, files } = setup();
  files.rename('server.js', 'app.js');
  assert.deepEqual(files.shown, ['app.js', 'limiter.js']);
  assert.deepEqual([files.text('app.js'), files.removed, files.change('app.js')], ['server\n', ['server.js'], 'new']);
  files.remove('app.js');
  assert.deepEqual(files.shown, ['limiter.js']);
  undo.undo();
  assert.deepEqual(files.shown, ['app.js', 'limiter.js']);
  files.reset()();
  assert.deepEqual(files.shown, ['app.js', 'limiter.js']);
  files.reset();
  assert.deepEqual([files.shown, files.contents, files.edited], [['server.js', 'limiter.js'], ORIGINAL, false]);
});

test('what the reader has changed can be brought to another visit; what a program has created is no part of it', () => {
  const { files } = setup();
  assert.equal(files.changes, null);
  files.written('plots/times.csv', '1,2\n');
  assert.equal(files.changes, null);
  files.edit('server.js', 'mine\n');
  files.remove('limiter.js');
  files.create('helper.js', 'helper\n');
  const { changes } = files;
  assert.deepEqual(changes, {
    texts: { 'server.js': 'mine\n', 'helper.js': 'helper\n' },
    removed: ['limiter.js'],
  });
  const later = setup().files;
  later.restore(changes);
  assert.deepEqual(later.shown, ['server.js', 'helper.js']);
  assert.deepEqual(later.changes, changes);
  files.edit('plots/times.csv', '3,4\n');
  assert.ok('plots/times.csv' in files.changes!.texts, 'what the reader has changed is theirs');
});

test('a file that the processes still have and that is no longer there makes a difference', () => {
  const { undo, files } = setup();
  files.started();
  assert.deepEqual([files.differsFromRunning, files.lacksRunning], [false, false]);
  files.remove('limiter.js');
  assert.deepEqual([files.differsFromRunning, files.lacksRunning], [true, true]);
  undo.undo();
  assert.deepEqual([files.differsFromRunning, files.lacksRunning], [false, false]);
});
