/** What a process with the lab's clock says it waits for. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FROZEN_INSTANT } from '../../src/sandbox/frozen-instant.ts';

const clock = join(import.meta.dirname, '../../scripts/lab/clock.cjs');

/** @returns whether a program that has begun as `source` says is at work on something that takes real time */
async function isBusy(source: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-clock-'));
  const file = join(folder, 'program.cjs');
  writeFileSync(file, source);
  const child = fork(file, {
    execArgv: ['--disable-warning=ExperimentalWarning', '--require', clock],
    env: { ...process.env, LAB_NOW: String(FROZEN_INSTANT) },
  });
  try {
    child.send({ type: 'clock', now: FROZEN_INSTANT });
    const [answer] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [
      { readonly busy?: boolean },
    ];
    return answer.busy;
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}

for (const [call, busy] of [
  ['randomUUID()', false],
  ['randomBytes(8)', false],
  ["scryptSync('password', 'salt', 32)", false],
  ["pbkdf2Sync('password', 'salt', 1000, 32, 'sha256')", false],
  ["generateKeyPairSync('ec', { namedCurve: 'P-256' })", false],
  ["scrypt('password', 'salt', 32, { N: 2 ** 17, maxmem: 2 ** 28 }, () => {})", true],
  ["pbkdf2('password', 'salt', 1e7, 32, 'sha256', () => {})", true],
  ["subtle.deriveBits({ name: 'PBKDF2', salt: Buffer.alloc(8), iterations: 1e7, hash: 'SHA-256' }, key, 256)", true],
] as const) {
  test(`after crypto.${call.replace(/\(.*/s, '')} the clock ${busy ? 'waits' : 'goes on'}`, async () => {
    const key = "crypto.subtle.importKey('raw', Buffer.from('password'), 'PBKDF2', false, ['deriveBits'])";
    const source = `const crypto = require('node:crypto');
setInterval(() => {}, 1000); // keeps the process alive
${call.includes('key,') ? `${key}.then((key) => crypto.${call});` : `crypto.${call};`}`;
    assert.equal(await isBusy(source), busy);
  });
}

test('AbortSignal.timeout counts on the clock', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-clock-'));
  const file = join(folder, 'program.cjs');
  writeFileSync(
    file,
    `const signal = AbortSignal.timeout(300);
setInterval(() => {}, 60_000); // keeps the process alive
signal.onabort = () => process.exit(signal.reason.name === 'TimeoutError' ? 7 : 8);`,
  );
  const child = fork(file, {
    execArgv: ['--disable-warning=ExperimentalWarning', '--require', clock],
    env: { ...process.env, LAB_NOW: String(FROZEN_INSTANT) },
  });
  try {
    const tell = async (now: number): Promise<unknown> => {
      child.send({ type: 'clock', now });
      return ((await once(child, 'message')) as [{ readonly next: number | null }])[0].next;
    };
    assert.equal(await tell(FROZEN_INSTANT), FROZEN_INSTANT + 300);
    assert.equal(await tell(FROZEN_INSTANT + 299), FROZEN_INSTANT + 300);
    child.send({ type: 'clock', now: FROZEN_INSTANT + 300 });
    assert.deepEqual(await once(child, 'exit'), [7, null]);
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
});
