/** The counted functions that run at the start (started.json) are those of the library of the pinned Node. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { libraryCache, startedFile } from '../../src/build/engine/build.ts';
import { staleBuiltins, type Started } from '../../src/build/engine/eager.ts';
import { compileNodeLibrary, readNodeLibrary } from '../../src/build/engine/node-library.ts';

test('the functions that are compiled at once were counted in this version of Node’s library', async () => {
  const started = JSON.parse(readFileSync(startedFile, 'utf8')) as Started;
  const library = readNodeLibrary();
  const compiled = await compileNodeLibrary(
    library,
    Object.keys(started).filter((id) => library.has(id)),
    libraryCache,
  );
  const stale = staleBuiltins(started, compiled);
  assert.deepEqual(
    stale,
    [],
    `src/build/engine/started.json does not fit ${process.version}: ${stale.join(', ')} would start slower. Count again with "npm run count-started".`,
  );
  assert.deepEqual(staleBuiltins({ ...started, events: ['00000000', [1]], gone: ['11111111', []] }, compiled), [
    'events',
    'gone',
  ]);
});
