/**
 * 500 starts and stops leave nothing behind: half of them whole sessions, half of them restarts in one session.
 * Workers and frames are counted by the browser; memory is compared after the first cycles and at the end.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Frame } from '@playwright/test';
import type { Engine, Project, Session } from '../../src/engine/engine.ts';
import { EnginePage } from '../support/engine-page.ts';

const FIRST = 50;
const MORE = 200;
/** Bytes of JavaScript heap that each cycle may leave behind in the page and in a session's frame. */
const HEAP_PER_CYCLE = 1000;
/** Kilobytes of the renderers' resident memory per cycle; a worker that stays is more than ten thousand. */
const RESIDENT_PER_CYCLE = 500;
/** A long limit, so that the test does not fail on a busy machine; a leak does not make it slower. */
const options = { timeout: 300_000 };

const project: Project = {
  name: 'leaks',
  files: { 'server.js': `require('node:net').createServer().listen(3000);` },
  processes: { main: 'node server.js' },
  dependencies: [],
};

interface PageScope {
  readonly engine: Engine;
  kept: Session;
}

let page: EnginePage;
let browser: CDPSession;
before(async () => {
  page = await EnginePage.open();
  browser = await (
    page.page.context().browser() as NonNullable<ReturnType<ReturnType<typeof page.page.context>['browser']>>
  ).newBrowserCDPSession();
});
after(() => page.close());

interface Usage {
  readonly frames: number;
  readonly workers: number;
  /** Bytes of heap, in the page and in the session's frame. */
  readonly pageHeap: number;
  readonly frameHeap: number;
  /** Kilobytes, of all renderers. */
  readonly resident: number;
}

/** @param frame the frame of a session, whose heap is measured as well */
async function measure(frame?: Frame): Promise<Usage> {
  const count = async (type: string): Promise<number> => {
    // The empty filter lists workers, too (chromedevtools.github.io/devtools-protocol/tot/Target/#type-TargetFilter).
    const { targetInfos } = await browser.send('Target.getTargets', { filter: [{}] });
    return targetInfos.filter((target) => target.type === type).length;
  };
  // Chromium ends the thread of a terminated worker, and the process of a removed frame, in its own time.
  const settled = await waitUntilSame(async () => `${await count('iframe')} ${await count('worker')}`);
  const [frames = 0, workers = 0] = settled.split(' ').map(Number);
  return {
    frames,
    workers,
    pageHeap: await heap(page.page),
    frameHeap: frame ? await heap(frame) : 0,
    resident: await residentMemory(),
  };
}

/** Resolves once what `read` gives has been the same for three seconds. */
async function waitUntilSame(read: () => Promise<string>): Promise<string> {
  let last = await read();
  for (let same = 0; same < 6; same += 1) {
    await sleep(500);
    const next = await read();
    if (next !== last) same = -1;
    last = next;
  }
  return last;
}

async function heap(subject: typeof page.page | Frame): Promise<number> {
  const session = await page.page.context().newCDPSession(subject);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

async function residentMemory(): Promise<number> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const statuses = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => readFileSync(`/proc/${id}/status`, 'utf8'));
  return statuses.reduce((sum, status) => sum + Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0), 0);
}

function assertNoGrowth(first: Usage, last: Usage): void {
  console.log(`after ${FIRST}: ${JSON.stringify(first)}; after ${FIRST + MORE}: ${JSON.stringify(last)}`);
  assert.deepEqual([last.frames, last.workers], [first.frames, first.workers]);
  for (const key of ['pageHeap', 'frameHeap'] as const)
    assert.ok(last[key] - first[key] < MORE * HEAP_PER_CYCLE, `${key} grew by ${last[key] - first[key]} bytes`);
  assert.ok(
    last.resident - first.resident < MORE * RESIDENT_PER_CYCLE,
    `resident memory grew by ${last.resident - first.resident} kB`,
  );
}

test('sessions that are booted, serve and are disposed of', options, async () => {
  const cycle = (count: number): Promise<void> =>
    page.page.evaluate(
      async ([subject, times]) => {
        const { engine } = globalThis as unknown as PageScope;
        for (let index = 0; index < times; index += 1) {
          const booted = await engine.boot(subject);
          if (!booted.ok) throw new Error(booted.reason);
          const up = await booted.session.listening(3000);
          if (!up.ok) throw new Error(up.reason);
          booted.session.dispose();
        }
      },
      [project, count] as const,
    );
  await cycle(FIRST);
  const first = await measure();
  await cycle(MORE);
  const last = await measure();
  assertNoGrowth(first, last);
  // One frame and one worker are kept warm for the next start, and nothing else.
  assert.deepEqual([last.frames, last.workers], [1, 1]);
});

test('processes of one session that are started, listen and are killed', options, async () => {
  await page.page.evaluate(async (subject) => {
    const scope = globalThis as unknown as PageScope;
    const booted = await scope.engine.boot(subject);
    if (!booted.ok) throw new Error(booted.reason);
    scope.kept = booted.session;
  }, project);
  const frame = page.page.frames().at(1);
  assert.ok(frame, 'the session has a frame');
  const cycle = (count: number): Promise<void> =>
    page.page.evaluate(async (times) => {
      const { kept } = globalThis as unknown as PageScope;
      for (let index = 0; index < times; index += 1) {
        const up = await kept.listening(3000);
        if (!up.ok) throw new Error(up.reason);
        const again = await kept.restart('main');
        if (!again.ok) throw new Error(again.reason);
      }
    }, count);
  await cycle(FIRST);
  const first = await measure(frame);
  await cycle(MORE);
  assertNoGrowth(first, await measure(frame));
});
