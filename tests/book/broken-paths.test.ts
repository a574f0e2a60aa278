/**
 * A path that cannot be decoded, such as /users/%zz, is the client's mistake: Express's router reports it as an error
 * with status 400, and no error handler of a sandbox may make it a 500. Tried with each address that is recorded.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pinnedNode } from '../../scripts/record/pinned-node.ts';
import { recordSandbox } from '../../scripts/record/record-sandbox.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { chapterOf } from '../../src/sandbox/sandbox-id.ts';

const root = join(import.meta.dirname, '../..');
const node = pinnedNode(root);

/** Sandboxes that answer 5xx to everything that fails, and say so. */
const onPurpose = new Set(['status-codes/exercise', 'status-codes/problem-json']);

/** Whether a route of the program has a parameter, which Express decodes. */
const hasParameter = (files: Readonly<Record<string, string>>) =>
  Object.values(files).some((text) => /from 'express'/.test(text) && /['"`]\/[^'"`\s]*:[a-z]\w*/i.test(text));

/** The addresses, each with its last segment broken, once each. */
function broken(urls: readonly string[]): string[] {
  const all = urls.map((url) => {
    const { origin, pathname } = new URL(url);
    return `${origin}${pathname.replace(/[^/]*\/?$/, '%zz')}`;
  });
  return [...new Set(all)];
}

describe('a broken % in a path is no fault of the server', { concurrency: 3 }, () => {
  const chapter = process.env['PORT3000_CHAPTER'];
  for (const sandbox of catalogue(root).sandboxes) {
    if (chapter !== undefined && chapterOf(sandbox.manifest.id) !== chapter) continue;
    if (onPurpose.has(sandbox.manifest.id) || !hasParameter(sandbox.files)) continue;
    const urls = broken((sandbox.transcript?.exchanges ?? []).map(({ request }) => request.url));
    if (urls.length === 0) continue;
    test(sandbox.manifest.id, async () => {
      const http = urls.map((url, n) => `### ${n}\n# @name r${n}\nGET ${url}\n`).join('\n');
      const { plots: _, ...manifest } = sandbox.manifest;
      const { exchanges } = await recordSandbox({ ...sandbox, manifest, http }, { root, node });
      for (const { request, response } of exchanges) {
        const status = response?.status ?? 0;
        assert.ok(status >= 200 && status < 500, `GET ${request.url} is answered ${status}`);
      }
    });
  }
});
