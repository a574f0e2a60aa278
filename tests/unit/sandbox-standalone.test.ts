/**
 * A sandbox's folder, copied out of the repository, runs with `npm install && npm start`: one of each kind.
 * Needs npm's registry, or its cache; without both the tests are skipped, and say so.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { freePort, npmInstall, npmStart } from '../support/npm-start.ts';

const book = catalogue(join(import.meta.dirname, '../..'));

const KINDS = [
  ['plain Node', 'rate-limiting/algorithms'],
  ['Express', 'backends/hello'],
  ['SQLite', 'indexes/scan-vs-search'],
] as const;

describe('copied out of the repository', { concurrency: 1 }, () => {
  for (const [kind, id] of KINDS) {
    test(`${kind}: ${id} installs and starts`, { timeout: 180_000 }, async (context) => {
      const folder = mkdtempSync(join(tmpdir(), 'standalone-'));
      try {
        cpSync(join(book.folder, id), folder, { recursive: true });
        const unreachable = npmInstall(folder);
        if (unreachable !== null) {
          context.skip(`npm’s registry cannot be reached: ${unreachable}`);
          return;
        }
        const port = await freePort();
        const started = npmStart(folder, port);
        const { requests } = book.sandbox(id);
        try {
          if (requests.length === 0) {
            assert.deepEqual(await started.closed, [0, null], started.printed());
            assert.match(started.printed(), /admitted/);
          } else {
            const get = requests.find(({ request }) => request.method === 'GET')!.request;
            assert.equal(await started.status(`http://localhost:${port}${get.path}`), 200, started.printed());
          }
        } finally {
          await started.end();
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
