/** Every transcript of the book agrees with what real Node answers today. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pinnedNode } from '../../scripts/record/pinned-node.ts';
import { recordSandbox } from '../../scripts/record/record-sandbox.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { diffTranscripts } from '../../src/sandbox/transcript.ts';

const root = join(import.meta.dirname, '../..');
const node = pinnedNode(root);

describe('transcripts', { concurrency: 2 }, () => {
  for (const name of catalogue(root).ids) {
    test(name, async () => {
      const sandbox = catalogue(root).sandbox(name);
      assert.ok(sandbox.transcript, `There is no transcript; run “npm run record -- ${name}”.`);
      const saved = sandbox.transcript;
      const record = async () => diffTranscripts(saved, await recordSandbox(sandbox, { root, node }));
      // An example with a time-out of its own can answer differently on a machine that is busy with other
      // tests. What is stale is stale the second time as well.
      const difference = (await record()) === null ? null : await record();
      assert.equal(
        difference,
        null,
        `The transcript is stale; run “npm run record -- ${name}” (- saved, + now):\n${difference}`,
      );
    });
  }
});
