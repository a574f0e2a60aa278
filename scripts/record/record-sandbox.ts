/** Runs a sandbox in real Node and records its output and answers. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../../src/engine/engine.ts';
import { sendRequest } from '../../src/engine/shared/http-client.ts';
import type { Sandbox } from '../../src/sandbox/catalogue/load-sandbox.ts';
import { plotFiles, plotOf } from '../../src/sandbox/plot.ts';
import { readPoints } from '../../src/sandbox/plot-points.ts';
import { parseHttpFile, type HttpFile } from '../../src/sandbox/http-file.ts';
import type { EarlierAnswer } from '../../src/sandbox/http-reference.ts';
import { sendingOrder } from '../../src/sandbox/http-order.ts';
import { FROZEN_INSTANT } from '../../src/sandbox/frozen-instant.ts';
import {
  projectRoot,
  recordResponse,
  type Exchange,
  type RawResponse,
  type RecordedProcess,
  type Transcript,
} from '../../src/sandbox/transcript.ts';
import { LabClock } from '../lab/lab-clock.ts';
import { connectSocket } from './connect-socket.ts';
import { errorCode } from './error-code.ts';
import type { PinnedNode } from './pinned-node.ts';
import { RecordedChild } from './recorded-child.ts';

export interface RecordOptions {
  /** The repository's folder. */
  readonly root: string;
  readonly node: PinnedNode;
  /** Milliseconds a program may take to listen, or to exit when it has no requests. */
  readonly timeout?: number;
  /** Milliseconds of the machine's clock that an answer may take. */
  readonly longest?: number;
}

/** The error of a recording that could not be made; the message says why and shows what the program printed. */
export class RecordError extends Error {}

/** How long a program must print nothing to count as quiet, in milliseconds. */
const QUIET = 250;
/** How long it must print nothing between two requests: enough for a log line about a closed connection. */
const QUIET_BETWEEN = 15;
/** How much time may pass on the clock of the recording until a request is answered, in milliseconds. */
const LONGEST = 60_000;
/** A port that nobody listens on (tcpmux). */
const REFUSING_PORT = 1;
/**
 * How long a process that no request names may take to listen, in milliseconds; one that never does takes this long.
 */
const OTHERS = 2000;
/** How many characters a page may carry for the points of a figure. */
const LARGEST_PLOT = 20_000;

/**
 * Starts every process of the sandbox, sends its requests in order, and ends the processes.
 *
 * @throws RecordError when the program does not listen, does not exit although it has no requests, or describes plots
 *   and leaves a request unanswered
 */
export async function recordSandbox(
  sandbox: Sandbox,
  { root, node, timeout = 30_000, longest = 30_000 }: RecordOptions,
): Promise<Transcript> {
  const { manifest, requests } = sandbox;
  const workspace = createWorkspace(root, sandbox);
  const children = new Map<string, RecordedChild>();
  const clock = new LabClock(
    FROZEN_INSTANT,
    () => [...children.values()].filter(({ exited }) => !exited).map(({ child }) => child),
    {
      get activity() {
        return newestOutput(children);
      },
      next: null,
      run() {},
    },
  );
  const connectClaimed: Session['connect'] = (port, receiver) =>
    connectSocket(realPort(workspace, port) ?? REFUSING_PORT, receiver);
  const wait = (condition: () => boolean, milliseconds: number, message: () => string): Promise<void> =>
    waitFor(condition, clock, milliseconds, message);
  try {
    for (const [name, { command, env }] of Object.entries(manifest.processes)) {
      children.set(name, new RecordedChild({ name, node: node.path, root, workspace, command, env, now: clock.now }));
    }
    const exchanges: Exchange[] = [];
    if (requests.length === 0) {
      await wait(
        () => [...children.values()].every((child) => child.exited),
        timeout,
        () =>
          `did not exit within ${timeout / 1000} s and has no requests.http; end the program, or offer requests.\n${printed(children)}`,
      );
    } else {
      for (const port of portsOf(requests))
        await waitForPort(
          port,
          workspace,
          children,
          (condition, message) => wait(condition, timeout, message),
          timeout,
        );
      await waitForOthers([...children.values()]);
      await quiet(children, QUIET_BETWEEN);
      const turns = sendingOrder(httpFile(sandbox));
      for (let turn = turns.next(null); !turn.done;) {
        const { block, prepared } = turn.value;
        if (!prepared.ok) throw new RecordError(`requests.http, line ${prepared.line}: ${prepared.message}`);
        const { request } = prepared;
        if (request.socket)
          throw new RecordError(
            `requests.http, line ${block.line}: a WebSocket conversation cannot be recorded; leave it to the reader, or let the program hold it.`,
          );
        if (request.sleep !== undefined) await clock.advance(request.sleep);
        const result = await answered(sendRequest(connectClaimed, request, longest), clock);
        exchanges.push({
          name: block.name ?? '',
          title: block.title,
          ...(request.sleep !== undefined && { sleep: request.sleep }),
          request: { method: request.method, url: request.url, headers: request.headers, body: request.body ?? null },
          ...(result.ok
            ? { response: recordResponse(toProjectPaths(result.response, root, workspace, manifest.name), clock.now) }
            : { response: null, error: errorCode(result) }),
        });
        await quiet(children, QUIET_BETWEEN);
        turn = turns.next(result.ok ? earlierAnswer(result.response) : null);
      }
      await quiet(children, QUIET);
    }
    const processes: Record<string, RecordedProcess> = {};
    for (const [name, child] of children) {
      const clean = (text: string) => replacePaths(claimPorts(text, workspace), root, workspace, manifest.name);
      processes[name] = { stdout: clean(child.stdout), stderr: clean(child.stderr), exitCode: child.exitCode };
    }
    // Else the plot that such a request was to write would be said to be missing, and not why.
    const late = exchanges.find(({ error }) => error === 'ETIMEDOUT');
    if (late !== undefined && sandbox.manifest.plots !== undefined)
      throw new RecordError(`“${late.name || late.title}” was not answered within ${longest / 1000} s.`);
    const plots = recordedPlots(sandbox, (path) => readIfThere(join(workspace, path)));
    return { node: node.version, processes, exchanges, ...(plots && { plots }) };
  } finally {
    await Promise.all([...children.values()].map((child) => child.kill()));
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** The requests as they are written, which the catalogue has found to be right. */
function httpFile({ http }: Sandbox): HttpFile {
  const parsed = parseHttpFile(http ?? '');
  if (!parsed.ok) throw new RecordError('requests.http cannot be read.');
  return parsed.file;
}

/** The ports of the requests; a request whose address an earlier answer gives goes to the port of that request. */
const portsOf = (requests: Sandbox['requests']): Set<number> =>
  new Set(
    requests.flatMap(({ block, request }) =>
      block.url.startsWith('{{') && request.url === block.url ? [] : request.port,
    ),
  );

const earlierAnswer = ({ headers, body }: RawResponse): EarlierAnswer => ({
  headers,
  body: new TextDecoder().decode(body),
});

/**
 * A copy of the folder inside the repository, so that packages are found as from the folder itself;
 * files carry the frozen instant, so that `Last-Modified` and the ETags of static files are stable.
 */
function createWorkspace(root: string, { manifest, files }: Sandbox): string {
  const parent = join(root, '.cache', 'record');
  mkdirSync(parent, { recursive: true });
  const workspace = mkdtempSync(join(parent, `${manifest.name}-`));
  const instant = new Date(FROZEN_INSTANT);
  for (const [path, contents] of Object.entries(files)) {
    const target = join(workspace, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, contents);
    utimesSync(target, instant, instant);
  }
  mkdirSync(join(workspace, '.ports'));
  return workspace;
}

function realPort(workspace: string, claimed: number): number | undefined {
  const file = join(workspace, '.ports', String(claimed));
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || undefined : undefined;
}

type Wait = (condition: () => boolean, message: () => string) => Promise<void>;

async function waitForPort(
  port: number,
  workspace: string,
  children: ReadonlyMap<string, RecordedChild>,
  wait: Wait,
  timeout: number,
): Promise<void> {
  const listening = () => realPort(workspace, port) !== undefined;
  await wait(
    () => listening() || [...children.values()].every((child) => child.exited),
    () =>
      `nobody listened on port ${port} within ${timeout / 1000} s; listen on process.env.PORT ?? 3000.\n${printed(children)}`,
  );
  if (!listening()) throw new RecordError(`ended before anybody listened on port ${port}.\n${printed(children)}`);
}

/** Waits for servers that only other processes talk to, so that they are up as well before the first request. */
async function waitForOthers(children: readonly RecordedChild[]): Promise<void> {
  const deadline = Date.now() + OTHERS;
  while (Date.now() < deadline && !children.every((child) => child.exited || child.hasListened)) await sleep(5);
}

/** Lets time pass on the clock, as far as it is needed, until the condition is met. */
async function waitFor(
  condition: () => boolean,
  clock: LabClock,
  timeout: number,
  message: () => string,
): Promise<void> {
  const deadline = Date.now() + timeout;
  while (!condition()) {
    if (Date.now() > deadline) throw new RecordError(message());
    await clock.passUntil(() => condition() || Date.now() > deadline);
  }
}

/** Lets time pass on the clock until the request is answered, or has waited too long. */
async function answered<T>(answer: Promise<T>, clock: LabClock): Promise<T> {
  let done = false;
  void answer.then(() => (done = true));
  await clock.passUntil(() => done, LONGEST);
  return answer;
}

async function quiet(children: ReadonlyMap<string, RecordedChild>, milliseconds: number): Promise<void> {
  do await sleep(milliseconds);
  while (Date.now() - newestOutput(children) < milliseconds);
}

/** When something was last printed, in milliseconds since 1970. */
const newestOutput = (children: ReadonlyMap<string, RecordedChild>): number =>
  Math.max(...[...children.values()].map((child) => child.lastOutput));

function printed(children: ReadonlyMap<string, RecordedChild>): string {
  return [...children]
    .map(
      ([name, child]) =>
        `--- ${name} (${child.exited ? `exit code ${child.exitCode}` : 'running'})\n${child.stdout}${child.stderr}`,
    )
    .join('\n');
}

/** A text of an error, with the port that the program asked for in place of the one that the machine gave. */
function claimPorts(text: string, workspace: string): string {
  return text.replace(/(:|port: )(\d{4,5})\b/g, (whole, before: string, digits: string) => {
    const claimed = claimedPort(workspace, digits);
    return claimed === undefined ? whole : `${before}${claimed}`;
  });
}

function claimedPort(workspace: string, real: string): string | undefined {
  return RecordedChild.claimedPorts(workspace).find((claimed) => String(realPort(workspace, Number(claimed))) === real);
}

function replacePaths(text: string, root: string, workspace: string, name: string): string {
  const home = projectRoot(name);
  return text.replaceAll(workspace, home).replaceAll(join(root, 'node_modules'), `${home}/node_modules`);
}

/** The answer with paths as the engine has them (in a stack trace, say), and its `Content-Length` counted again. */
function toProjectPaths(response: RawResponse, root: string, workspace: string, name: string): RawResponse {
  const text = Buffer.from(response.body).toString('latin1');
  const replaced = replacePaths(claimPorts(text, workspace), root, workspace, name);
  if (replaced === text) return response;
  const body = Buffer.from(replaced, 'latin1');
  const headers = response.headers.map(([key, value]) =>
    key.toLowerCase() === 'content-length' && Number(value) === response.body.length
      ? ([key, String(body.length)] as const)
      : ([key, value] as const),
  );
  return { ...response, headers, body };
}

/**
 * The files that the manifest describes as plots.
 *
 * @param read gives the text of a file that the program wrote; `null` when it did not
 * @returns path to text; undefined when the manifest describes no plots
 * @throws RecordError when a file is missing, too long for a page, or cannot be read
 */
export function recordedPlots(
  { manifest: { plots } }: Pick<Sandbox, 'manifest'>,
  read: (path: string) => string | null,
): Readonly<Record<string, string>> | undefined {
  if (plots === undefined) return undefined;
  const recorded: Record<string, string> = {};
  for (const [name, spec] of Object.entries(plots)) {
    const [path, text] =
      plotFiles(name)
        .map((file) => [file, read(file)] as const)
        .find((entry): entry is readonly [string, string] => entry[1] !== null) ?? [];
    if (path === undefined || text === undefined)
      throw new RecordError(
        `describes the plot “${name}”, and its program wrote neither ${plotFiles(name).join(' nor ')}; write one, or leave the plot out of package.json`,
      );
    if (text.length > LARGEST_PLOT)
      throw new RecordError(
        `wrote ${text.length} characters into ${path}; a page can carry ${LARGEST_PLOT}, so write fewer points`,
      );
    const result = readPoints(text, plotOf(path)!.format, spec);
    if (!result.ok) throw new RecordError(`wrote ${path}, line ${result.line}: ${result.message}`);
    recorded[path] = text;
  }
  return recorded;
}

const readIfThere = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);
