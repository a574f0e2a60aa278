/** Every example of the book gives in the embedded engine what real Node was recorded to give. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import type { Sandbox } from '../../src/sandbox/catalogue/load-sandbox.ts';
import { pinnedNode } from '../../scripts/record/pinned-node.ts';
import { recordSandbox } from '../../scripts/record/record-sandbox.ts';
import { parseHttpFile } from '../../src/sandbox/http-file.ts';
import { prepareAll } from '../../src/sandbox/http-request.ts';
import { diffTranscripts } from '../../src/sandbox/transcript.ts';
import { EnginePage } from '../support/engine-page.ts';
import { engineTranscript } from '../support/engine-transcript.ts';

const root = join(import.meta.dirname, '../..');

/** A sandbox in which time passes for a request and for an answer that waits for a timer, but not for a hash. */
function clockwork(): Sandbox {
  const server = `import { createServer } from 'node:http';
    import { scrypt } from 'node:crypto';
    let ticks = 0;
    setInterval(() => (ticks += 1), 10_000);
    createServer((req, res) => {
      const answer = () => res.end(new Date().toISOString() + ' ' + ticks);
      if (req.url === '/slow') setTimeout(answer, 5000);
      else if (req.url === '/hash') scrypt('a', 'b', 64, { N: 32768, maxmem: 2 ** 27 }, answer);
      else answer();
    }).listen(3000);`;
  const http =
    '# @name now\nGET http://localhost:3000/\n###\n# @name hash\n# @sleep 60000\nGET http://localhost:3000/hash\n###\n# @name slow\nGET http://localhost:3000/slow\n';
  const parsed = parseHttpFile(http);
  assert.ok(parsed.ok);
  const manifest: Sandbox['manifest'] = {
    id: 'test/clockwork',
    name: 'test-clockwork',
    title: '',
    summary: '',
    files: ['main.mjs'],
    processes: { app: { command: 'node main.mjs', env: {} } },
    panes: [],
    engines: ['embedded'],
    dependencies: {},
  };
  return {
    manifest,
    files: { 'main.mjs': server },
    http,
    requests: prepareAll(parsed.file).requests,
    transcript: null,
    exercise: null,
  };
}

describe('sandboxes in the embedded engine', { concurrency: 2 }, () => {
  let engine: EnginePage;
  before(async () => {
    engine = await EnginePage.open();
  });
  after(() => engine.close());

  test('time passes alike', async () => {
    const sandbox = clockwork();
    const recorded = await recordSandbox(sandbox, { root, node: pinnedNode(root) });
    assert.deepEqual(
      recorded.exchanges.map(({ sleep, response }) => [sleep, response?.body, response?.headers[0]?.[1]]),
      [
        [undefined, '2026-01-15T09:00:00.000Z 0', 'Thu, 15 Jan 2026 09:00:00 GMT'],
        [60_000, '2026-01-15T09:01:00.000Z 6', 'Thu, 15 Jan 2026 09:01:00 GMT'],
        [undefined, '2026-01-15T09:01:05.000Z 6', 'Thu, 15 Jan 2026 09:01:05 GMT'],
      ],
    );
    assert.equal(diffTranscripts(recorded, await engineTranscript(engine, root, sandbox, recorded.node), 40), null);
  });

  // `npm test -- book rate-limiting` asks for the sandboxes of one chapter.
  const chapter = process.env['PORT3000_CHAPTER'];
  for (const name of chapter === undefined ? catalogue(root).ids : catalogue(root).idsOf(chapter)) {
    test(name, async () => {
      const sandbox = catalogue(root).sandbox(name);
      assert.ok(sandbox.transcript, `There is no transcript; run “npm run record -- ${name}”.`);
      const fresh = await engineTranscript(engine, root, sandbox, sandbox.transcript.node);
      const difference = diffTranscripts(sandbox.transcript, fresh, 40);
      assert.equal(difference, null, `The engine differs from real Node (- Node, + engine):\n${difference}`);
    });
  }
});
