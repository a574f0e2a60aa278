/**
 * What a prediction reveals: “Run and see” starts the sandbox anew and sends one request, without those that stand before
 * it in the list. So a request that reveals something must answer alone as it has answered in the recording.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pinnedNode } from '../../scripts/record/pinned-node.ts';
import { recordSandbox } from '../../scripts/record/record-sandbox.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import type { Sandbox } from '../../src/sandbox/catalogue/load-sandbox.ts';
import type { Transcript } from '../../src/sandbox/transcript.ts';

const root = join(import.meta.dirname, '../..');
const node = pinnedNode(root);

/** The sandbox with this one request. @param name the request's `@name` */
function withOne(sandbox: Sandbox, name: string): Sandbox {
  const [head = '', ...blocks] = sandbox.http!.split(/^(?=###)/m);
  const block = blocks.find((text) => new RegExp(`^# @name ${name}\\s*$`, 'm').test(text));
  assert.ok(block !== undefined, `requests.http has “# @name ${name}”`);
  // A plot is drawn from all requests.
  const { plots: _, ...manifest } = sandbox.manifest;
  return { ...sandbox, manifest, http: `${head}${block}` };
}

/** What the reader would be shown of the answer. */
function shown({ exchanges }: Pick<Transcript, 'exchanges'>, name: string) {
  const { response } = exchanges.find((exchange) => exchange.name === name)!;
  return response && { status: response.status, body: response.body };
}

describe('a prediction is revealed by its request alone', { concurrency: 3 }, () => {
  const chapter = process.env['PORT3000_CHAPTER'];
  const written = catalogue(root).chapters.flatMap(({ chapter: { slug }, written }) =>
    written === null || (chapter !== undefined && chapter !== slug) ? [] : [written.text],
  );
  const asked = written.flatMap(({ predictions }) =>
    predictions.flatMap(({ of, request }) => (of === null || request === null ? [] : [{ of, request }])),
  );
  for (const { of, request } of asked)
    test(`${of}#${request}`, async () => {
      const sandbox = catalogue(root).sandbox(of);
      const alone = await recordSandbox(withOne(sandbox, request), { root, node });
      assert.deepEqual(shown(alone, request), shown(sandbox.transcript!, request));
    });
});
