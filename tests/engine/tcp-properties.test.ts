/**
 * The virtual TCP against real sockets: random scripts of connections, played by one program (`tcp/program.mjs`) in
 * real Node over 127.0.0.1 and in the engine, give the same bytes and the same events on each side. The tests compare
 * what TCP guarantees: not how bytes are cut into chunks, nor which of two connections comes first. `FC_SEED` and
 * `FC_RUNS` in the environment choose other scripts, and how many.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Engine, Session } from '../../src/engine/engine.ts';
import { EnginePage } from '../support/engine-page.ts';

const program = join(import.meta.dirname, 'tcp/program.mjs');
const seed = Number(process.env['FC_SEED'] ?? 3000);
/** Milliseconds that one script may take, so that a script that hangs is found and made smaller. */
const LIMIT = 15_000;
const runs = (usual: number): number => Number(process.env['FC_RUNS'] ?? usual);

interface SideReport {
  readonly events: readonly (readonly [name: string, ...values: unknown[]])[];
  readonly writes: readonly string[];
  readonly intact: boolean;
  readonly received: number;
  readonly hash: string;
  readonly state: Readonly<Record<string, unknown>>;
}
type PairReport = readonly [client: SideReport, server: SideReport];

/** The program in real Node. */
let real: ChildProcess;
let realPort: string;
/** The program in the engine; its session stays in the page as `tcp`. */
let page: EnginePage;
interface PageScope {
  readonly engine: Engine;
  tcp: Session;
}

before(async () => {
  real = spawn(process.execPath, [program], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  [[realPort], page] = await Promise.all([
    once((real.stdout as NodeJS.ReadableStream).setEncoding('utf8'), 'data') as Promise<[string]>,
    EnginePage.open(),
  ]);
  await page.page.evaluate(
    async (source) => {
      const scope = globalThis as unknown as PageScope;
      const booted = await scope.engine.boot({
        name: 'tcp',
        files: { 'program.mjs': source },
        processes: { main: 'node program.mjs' },
        dependencies: [],
      });
      if (!booted.ok) throw new Error(booted.reason);
      scope.tcp = booted.session;
      const up = await scope.tcp.listening(3000);
      if (!up.ok) throw new Error(up.reason);
    },
    readFileSync(program, 'utf8'),
  );
});
after(async () => {
  real.kill();
  await page.close();
});

async function playInNode(path: string, body: string): Promise<PairReport[]> {
  const response = await fetch(`http://127.0.0.1:${Number(realPort)}${path}`, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(LIMIT),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`In real Node: ${text}`);
  return JSON.parse(text) as PairReport[];
}

async function playInEngine(path: string, body: string): Promise<PairReport[]> {
  const text = await page.page.evaluate(
    async ([to, script, timeout]) => {
      const { tcp } = globalThis as unknown as PageScope;
      const result = await tcp.request(
        { port: 3000, method: 'POST', path: to, headers: [], body: script },
        { timeout },
      );
      if (!result.ok) throw new Error(result.reason);
      const answer = new TextDecoder().decode(result.response.body);
      if (result.response.status !== 200) throw new Error(`In the engine: ${answer}`);
      return answer;
    },
    [path, body, LIMIT] as const,
  );
  return JSON.parse(text) as PairReport[];
}

const play = async (path: string, script: unknown): Promise<readonly [real: PairReport[], engine: PairReport[]]> => {
  const body = JSON.stringify(script);
  return Promise.all([playInNode(path, body), playInEngine(path, body)]);
};

const step = fc.record({
  side: fc.nat(1),
  action: fc.oneof(
    { weight: 4, arbitrary: fc.constant('write') },
    { weight: 3, arbitrary: fc.constantFrom('pause', 'resume', 'both') },
    {
      weight: 3,
      arbitrary: fc.constantFrom('end', 'write and end', 'both end', 'destroy', 'reset', 'write and destroy soon'),
    },
  ),
  size: fc.integer({ min: 1, max: 5000 }),
});
const steppedConnection = fc.record({
  clientHalfOpen: fc.boolean(),
  serverHalfOpen: fc.boolean(),
  steps: fc.array(step, { minLength: 1, maxLength: 9 }),
});

test(
  `one step after the other: the same events, errors and states on both sides (seed ${seed})`,
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steppedConnection, { minLength: 1, maxLength: 6 }), async (connections) => {
        const [expected, actual] = await play('/steps', connections);
        assert.deepEqual(actual, expected);
      }),
      { seed, numRuns: runs(100) },
    );
  },
);

const reading = fc.record({
  every: fc.integer({ min: 1000, max: 300_000 }),
  turns: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 })),
});
const chunks = fc.array(
  fc.record({
    size: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 600_000 })),
    turns: fc.nat(3),
  }),
  { maxLength: 8 },
);
const sender = (last: fc.Arbitrary<string>) => fc.record({ chunks, reading, last });

test(
  `many at once, as fast as they may: every byte arrives, in order, before the end (seed ${seed})`,
  { timeout: 300_000 },
  async () => {
    /** The events of reading and of writing, apart: TCP does not promise which of the two come first. */
    const describe = ({ events, writes, intact, received, hash, state }: SideReport): unknown => ({
      reading: events
        .map(([name]) => name)
        .filter((name, index, names) => name === 'end' || (name === 'data' && names.indexOf(name) === index)),
      others: events.filter(([name]) => name !== 'data' && name !== 'end').map(String),
      writes,
      intact,
      received,
      hash,
      state,
    });
    const polite = sender(fc.constant('end'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(polite, polite), { minLength: 1, maxLength: 12 }), async (connections) => {
        const [expected, actual] = await play('/streams', connections);
        assert.deepEqual(
          actual.map((pair) => pair.map(describe)),
          expected.map((pair) => pair.map(describe)),
        );
        for (const [index, pair] of actual.entries()) {
          const [client, server] = (connections[index] ?? []).map((script) =>
            script.chunks.reduce((sum, { size }) => sum + size, 0),
          );
          assert.deepEqual(
            pair.map(({ received }) => received),
            [server, client],
          );
        }
      }),
      { seed, numRuns: runs(15) },
    );
  },
);

test(
  `connections that break while bytes are on their way: nothing is invented, every socket closes once (seed ${seed})`,
  { timeout: 300_000 },
  async () => {
    /** Checks promises that hold whenever the connection breaks; how much arrives before depends on the moment. */
    const check = ({ events, writes, intact, received }: SideReport, other: SideReport, where: string): void => {
      const names = events.map(([name]) => name);
      assert.equal(intact, true, `${where}: what arrives is what was sent, from its beginning`);
      assert.ok(received <= Number(other.state['bytesWritten']), `${where}: no more arrives than was sent`);
      assert.deepEqual(
        [names.filter((name) => name === 'close').length, names.at(-1)],
        [1, 'close'],
        `${where}: closed once, and last`,
      );
      assert.ok(
        names.filter((name) => name === 'end').length <= 1 &&
          !(names.includes('end') && names.lastIndexOf('data') > names.indexOf('end')),
        `${where}: nothing after the end`,
      );
      for (const [name, code] of events)
        if (name === 'error') assert.match(String(code), /^(ECONNRESET|EPIPE)$/, where);
      assert.equal(events.at(-1)?.[1], names.includes('error'), `${where}: close says whether there was an error`);
      for (const outcome of writes)
        assert.match(outcome, /^(written|ECONNRESET|EPIPE|ECANCELED|ERR_STREAM_DESTROYED)$/, where);
    };
    const rude = sender(fc.constantFrom('end', 'destroy soon', 'destroy', 'reset'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(rude, rude), { minLength: 1, maxLength: 12 }), async (connections) => {
        const outcomes = await play('/streams', connections);
        outcomes.forEach((pairs, index) => {
          const where = index === 0 ? 'real Node' : 'the engine';
          for (const [client, server] of pairs) {
            check(client, server, `${where}, client`);
            check(server, client, `${where}, server`);
          }
        });
      }),
      { seed, numRuns: runs(25) },
    );
  },
);
