/** The transcript of a sandbox in the embedded engine, in the form of the recordings of real Node. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordedPlots } from '../../scripts/record/record-sandbox.ts';
import { errorCode } from '../../scripts/record/error-code.ts';
import type { Sandbox } from '../../src/sandbox/catalogue/load-sandbox.ts';
import type { Engine, Failure, HttpRequest, Project } from '../../src/engine/engine.ts';
import { FROZEN_INSTANT } from '../../src/sandbox/frozen-instant.ts';
import { parseHttpFile, type HttpBlock } from '../../src/sandbox/http-file.ts';
import { sendingOrder } from '../../src/sandbox/http-order.ts';
import type { PreparedRequest } from '../../src/sandbox/http-request.ts';
import { recordResponse, type Exchange, type RecordedProcess, type Transcript } from '../../src/sandbox/transcript.ts';
import type { EnginePage } from './engine-page.ts';

/** A file of the project that every process imports first; no sandbox has a file of this name. */
const PRELOAD = 'deterministic.preload.mjs';

/** The error of a sandbox that the engine could not start; the message says why. */
export class EngineFailure extends Error {}

/** An answer as the page hands it over: its bytes are in base64. */
type PageAnswer =
  | {
      readonly status: number;
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly body: string;
    }
  | { readonly failure: Failure };

interface PageResult {
  readonly failure?: string;
  readonly answers: readonly PageAnswer[];
  readonly processes: Readonly<Record<string, RecordedProcess>>;
  /** Files that were written below `plots/`, by path. */
  readonly written: Readonly<Record<string, string>>;
}

interface PageInput {
  readonly project: Project;
  readonly preload: string;
  readonly now: number;
  readonly requests: readonly (HttpRequest & Pick<PreparedRequest, 'sleep'>)[];
  readonly timeout: number;
  /** How many plots the manifest describes. */
  readonly plots: number;
}

/**
 * Starts every process of the sandbox in the engine, sends its requests in order through the engine's own
 * client, and ends the processes, as `recordSandbox` does with real Node.
 *
 * @param node the version of Node to write into the transcript
 * @param timeout milliseconds for listening, for each answer, and for exiting when there are no requests
 */
export async function engineTranscript(
  engine: EnginePage,
  root: string,
  sandbox: Sandbox,
  node: string,
  timeout = 90_000,
): Promise<Transcript> {
  const { manifest } = sandbox;
  const requests = asRecorded(sandbox);
  const input: PageInput = {
    project: {
      name: manifest.name,
      files: { ...sandbox.files, [PRELOAD]: readFileSync(join(root, 'src/sandbox/deterministic.mjs'), 'utf8') },
      processes: Object.fromEntries(
        Object.entries(manifest.processes).map(([name, { command, env }]) => [
          name,
          { command, env: { TZ: 'UTC', ...env } },
        ]),
      ),
      dependencies: Object.keys(manifest.dependencies),
    },
    preload: PRELOAD,
    now: FROZEN_INSTANT,
    requests: requests.map(({ request }) => ({
      port: request.port,
      method: request.method,
      path: request.path,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(request.sleep === undefined ? {} : { sleep: request.sleep }),
    })),
    timeout,
    plots: Object.keys(manifest.plots ?? {}).length,
  };
  const { failure, answers, processes, written } = await engine.page.evaluate(transcribe, input);
  if (failure !== undefined) throw new EngineFailure(failure);
  const exchanges = requests.map(({ block, request }, index): Exchange => {
    const answer = answers[index];
    const sent = {
      name: block.name ?? '',
      title: block.title,
      ...(request.sleep !== undefined && { sleep: request.sleep }),
      request: { method: request.method, url: request.url, headers: request.headers, body: request.body ?? null },
    };
    if (!answer || 'failure' in answer)
      return {
        ...sent,
        response: null,
        error: answer ? errorCode(answer.failure) : 'no answer',
      };
    return { ...sent, response: recordResponse({ ...answer, body: Buffer.from(answer.body, 'base64') }) };
  });
  const plots = recordedPlots(sandbox, (path) => written[path] ?? null);
  return { node, processes, exchanges, ...(plots && { plots }) };
}

/** The requests that are sent, with the values of earlier answers taken from the recorded ones. */
function asRecorded({ http, transcript }: Sandbox): { block: HttpBlock; request: PreparedRequest }[] {
  const parsed = parseHttpFile(http ?? '');
  if (!parsed.ok) throw new Error('requests.http cannot be read.');
  const requests: { block: HttpBlock; request: PreparedRequest }[] = [];
  const turns = sendingOrder(parsed.file);
  for (let turn = turns.next(null); !turn.done;) {
    const { block, prepared } = turn.value;
    if (!prepared.ok) throw new Error(prepared.message);
    requests.push({ block, request: prepared.request });
    turn = turns.next(transcript?.exchanges[requests.length - 1]?.response ?? null);
  }
  return requests;
}

/** Runs in the page; must not refer to anything outside. */
async function transcribe({ project, preload, now, requests, timeout, plots }: PageInput): Promise<PageResult> {
  const { engine } = globalThis as unknown as { engine: Engine };
  const processes: Record<string, { stdout: string; stderr: string; exitCode: number | null }> = {};
  for (const name of Object.keys(project.processes)) processes[name] = { stdout: '', stderr: '', exitCode: null };
  const written: Record<string, string> = {};
  const booted = await engine.boot(project, { preload, now, autostart: false, watch: ['plots/'] });
  if (!booted.ok) return { failure: booted.reason, answers: [], processes, written };
  const { session } = booted;
  const fail = (reason: string): PageResult => {
    session.dispose();
    return { failure: `${reason}\n${JSON.stringify(processes, null, 2)}`, answers: [], processes, written };
  };
  const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  let lastOutput = 0;
  const quiet = async (milliseconds: number): Promise<void> => {
    do await sleep(milliseconds);
    while (performance.now() - lastOutput < milliseconds);
  };
  session.subscribe((event) => {
    if (event.type === 'output') {
      const own = processes[event.process];
      if (own) own[event.stream] += event.text;
      lastOutput = performance.now();
    } else if (event.type === 'state') {
      const own = processes[event.process.name];
      if (own) own.exitCode = event.process.exitCode;
    } else if (event.type === 'written') {
      if (typeof event.contents === 'string') written[event.path] = event.contents;
    } else if (event.type === 'notice') {
      const own = processes[event.process];
      if (own) own.stderr += `[notice] ${event.text}\n`;
    }
  });
  /** Lets time pass on the session's clock, as far as it is needed, until the promise is resolved. */
  const passTime = async <T>(wanted: Promise<T>, longest = Number.POSITIVE_INFINITY): Promise<T> => {
    let done = false;
    void wanted.then(() => (done = true));
    const latest = (session.clock?.now() ?? 0) + longest;
    for (;;) {
      // Messages of a process may arrive a little after it says that it rests, and wake another process.
      for (let round = 0; round < 4 && !done; round += 1) {
        await session.clock?.advance(0);
        await Promise.race([wanted, sleep(5)]);
      }
      if (done || (session.clock?.now() ?? 0) >= latest) return wanted;
      const stepped = await session.clock?.step();
      if (!stepped?.ok || !stepped.moved) return wanted;
    }
  };
  const started = await Promise.all(Object.keys(project.processes).map((name) => session.start(name)));
  for (const result of started) if (!result.ok) return fail(result.reason);

  const answers: PageAnswer[] = [];
  if (requests.length === 0) {
    const exited = async (): Promise<boolean> => {
      const deadline = performance.now() + timeout;
      while (session.processes().some(({ state }) => state !== 'exited') && performance.now() < deadline)
        await sleep(5);
      return performance.now() < deadline;
    };
    if (!(await passTime(exited()))) return fail(`did not exit within ${timeout / 1000} s`);
  } else {
    for (const port of new Set(requests.map((request) => request.port))) {
      const listening = await passTime(session.listening(port, timeout));
      if (!listening.ok) return fail(listening.reason);
    }
    await quiet(15);
    for (const request of requests) {
      if (request.sleep !== undefined) await session.clock?.advance(request.sleep);
      const result = await passTime(session.request(request, { timeout }), 60_000);
      if (result.ok) {
        const { status, statusText, headers, body } = result.response;
        let binary = '';
        for (const byte of body) binary += String.fromCharCode(byte);
        answers.push({ status, statusText, headers, body: btoa(binary) });
      } else answers.push({ failure: result });
      await quiet(15);
    }
    await quiet(100);
    // A process tells of a file a moment after it was written, on a busy machine later than that.
    for (let round = 0; round < 100 && Object.keys(written).length < plots; round += 1) await sleep(50);
  }
  const snapshot = structuredClone(processes);
  session.dispose();
  return { answers, processes: snapshot, written };
}
