/**
 * A member of a JSON body may be anything, an object without a way to become text among it: `String()` of it throws. No
 * sandbox may call that its own fault. Tried with each body that is recorded, each member in its turn.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pinnedNode } from '../../scripts/record/pinned-node.ts';
import { recordSandbox } from '../../scripts/record/record-sandbox.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { chapterOf } from '../../src/sandbox/sandbox-id.ts';
import type { Exchange } from '../../src/sandbox/transcript.ts';

const root = join(import.meta.dirname, '../..');
const node = pinnedNode(root);

/** The request with each member of its body in turn in a form that has no text. */
function hostile({ method, url, headers, body }: Exchange['request']): string[] {
  let value: unknown;
  try {
    value = JSON.parse(body ?? 'null');
  } catch {
    return [];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.keys(value).map((name) => {
    const text = JSON.stringify({ ...value, [name]: { toString: 1 } });
    return [`${method} ${url}`, ...headers.map((pair) => pair.join(': ')), '', text, ''].join('\n');
  });
}

describe('a body with members of the wrong kind is no fault of the server', { concurrency: 3 }, () => {
  const chapter = process.env['PORT3000_CHAPTER'];
  for (const sandbox of catalogue(root).sandboxes) {
    if (chapter !== undefined && chapterOf(sandbox.manifest.id) !== chapter) continue;
    // What is answered 5xx as it is recorded, fails on purpose.
    const good = (sandbox.transcript?.exchanges ?? []).filter(({ response }) => (response?.status ?? 500) < 500);
    const requests = [...new Set(good.flatMap(({ request }) => hostile(request)))];
    if (requests.length === 0) continue;
    test(sandbox.manifest.id, async () => {
      const http = requests.map((request, n) => `### ${n}\n# @name r${n}\n${request}\n`).join('\n');
      const { plots: _, ...manifest } = sandbox.manifest;
      const { exchanges } = await recordSandbox({ ...sandbox, manifest, http }, { root, node });
      for (const { request, response } of exchanges) {
        const status = response?.status ?? 0;
        const what = `${request.method} ${request.url} with ${request.body}`;
        assert.ok(status >= 200 && status < 500, `${what} is answered ${status}`);
      }
    });
  }
});
