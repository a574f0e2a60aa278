/** Every example of the book gives in the embedded engine what real Node was recorded to give. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { loadSandbox, sandboxNames } from '../../src/build/sandboxes/load-sandbox.ts';
import { diffTranscripts } from '../../src/sandbox/transcript.ts';
import { EnginePage } from '../support/engine-page.ts';
import { engineTranscript } from '../support/engine-transcript.ts';

const root = join(import.meta.dirname, '../..');

describe('sandboxes in the embedded engine', () => {
  let engine: EnginePage;
  before(async () => {
    engine = await EnginePage.open();
  });
  after(() => engine.close());

  for (const name of sandboxNames(root)) {
    test(name, async () => {
      const sandbox = loadSandbox(root, name);
      assert.ok(sandbox.transcript, `There is no transcript; run “npm run record -- ${name}”.`);
      const fresh = await engineTranscript(engine, root, sandbox, sandbox.transcript.node);
      const difference = diffTranscripts(sandbox.transcript, fresh, 40);
      assert.equal(difference, null, `The engine differs from real Node (- Node, + engine):\n${difference}`);
    });
  }
});
