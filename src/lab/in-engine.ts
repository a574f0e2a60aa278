/** Runs a check, and the processes that it tests, in an engine whose clock and network can be steered. */
import type { Engine, Result, Session } from '../engine/engine.ts';
import { FROZEN_INSTANT } from '../sandbox/frozen-instant.ts';
import {
  CHECK,
  checkedProject,
  CheckError,
  commandsOf,
  endedWithoutListening,
  labFiles,
  LIMIT,
  neverEnded,
  neverListened,
  notBegun,
  outcomeOf,
  STOPPED,
  type Assertion,
  type CheckedProject,
  type CheckedSandbox,
  type CheckOutcome,
} from './check.ts';
import type { LabAnswer, LabCall } from './lab-call.ts';

export interface EngineCheckOptions {
  readonly engine: Engine;
  /** The source of `lab.mjs`. */
  readonly lab: string;
  /** Milliseconds that the check may take, and the processes before it to listen. Default 60,000. */
  readonly limit?: number;
  /** Is told of each assertion when its result is known, and before that of the steps of the start, in words. */
  readonly progress?: (news: Assertion | string) => void;
  /** Stops the check; its outcome then has the assertions that were known. */
  readonly signal?: AbortSignal;
}

/** The port on which the check listens for its runner. */
const PORT = 64_999;

/**
 * Runs the check of a sandbox.
 *
 * @param edits path to text, in place of the starter's files or beside them: those of the solution, for one
 * @returns the outcome; when the check could not begin, its `problem` says why
 */
export async function runCheckInEngine(
  sandbox: CheckedSandbox,
  edits: Readonly<Record<string, string>>,
  options: EngineCheckOptions,
): Promise<CheckOutcome> {
  try {
    const result = await runProjectInEngine(checkedProject(sandbox, edits), options);
    return result.ok ? result.outcome : notBegun(result.reason);
  } catch (error) {
    if (error instanceof CheckError) return notBegun(error.message);
    throw error;
  }
}

/** @returns the outcome of the project's check; a failure when a process of the project cannot be started */
export async function runProjectInEngine(
  project: CheckedProject,
  { engine, lab, limit = LIMIT, progress = () => {}, signal }: EngineCheckOptions,
): Promise<Result<{ readonly outcome: CheckOutcome }>> {
  const assertions: Assertion[] = [];
  const printed = { stdout: '', stderr: '' };
  const stopped = Promise.withResolvers<Result<{ readonly outcome: CheckOutcome }>>();
  const stop = (): void =>
    stopped.resolve({ ok: true, outcome: outcomeOf({ assertions: [...assertions], ...printed, code: null }, STOPPED) });
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  const booting = engine.boot(
    {
      name: project.name,
      files: { ...project.files, ...labFiles(lab) },
      processes: commandsOf(project, { LAB_PORT: String(PORT) }),
      dependencies: project.dependencies,
    },
    { autostart: false, now: FROZEN_INSTANT, progress },
  );
  const check = async (): Promise<Result<{ readonly outcome: CheckOutcome }>> => {
    const booted = await booting;
    if (!booted.ok) return booted;
    const { session } = booted;
    const started = await Promise.all(
      Object.keys(project.processes).map((name) => startListening(session, name, limit)),
    );
    const failed = started.find((result) => !result.ok);
    if (failed && !failed.ok) return failed;
    const report = (assertion: Assertion): void => {
      assertions.push(assertion);
      progress(assertion);
    };
    return { ok: true, outcome: await runCheck({ session, limit, assertions, printed, report }) };
  };
  try {
    return await Promise.race([stopped.promise, check()]);
  } finally {
    signal?.removeEventListener('abort', stop);
    // A session that is still booting when the check is stopped ends as soon as it is there.
    void booting.then((booted) => booted.ok && booted.session.dispose());
  }
}

/** A check that is being run. */
interface Run {
  readonly session: Session;
  readonly limit: number;
  /** The assertions that are known, in order. */
  readonly assertions: readonly Assertion[];
  readonly printed: { stdout: string; stderr: string };
  readonly report: (assertion: Assertion) => void;
}

async function runCheck(run: Run): Promise<CheckOutcome> {
  const { session, limit, assertions, printed } = run;
  const ended = Promise.withResolvers<CheckOutcome>();
  const end = (code: number | null, stopped?: string): void =>
    ended.resolve(outcomeOf({ assertions: [...assertions], ...printed, code }, stopped));
  const stop = session.subscribe((event) => {
    if (event.type === 'output' && event.process === CHECK) printed[event.stream] += event.text;
    else if (event.type === 'listening' && event.port === PORT) void answerCheck(run);
    else if (event.type === 'state' && event.process.name === CHECK && event.process.state === 'exited')
      end(event.process.exitCode);
  });
  const timer = setTimeout(() => end(null, neverEnded(limit)), limit);
  const started = await session.start(CHECK);
  if (!started.ok) end(null, started.reason);
  return ended.promise.finally(() => {
    clearTimeout(timer);
    stop();
  });
}

async function answerCheck(run: Run): Promise<void> {
  const { session } = run;
  let text = '';
  const decoder = new TextDecoder();
  const opened = await session.connect(PORT, {
    data: (bytes) => {
      const lines = (text + decoder.decode(bytes, { stream: true })).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) void answer(JSON.parse(line) as LabCall);
    },
    end: () => {},
    close: () => {},
  });
  const answer = async (call: LabCall): Promise<void> => {
    const result = await perform(run, call).catch((error: unknown) => ({
      ok: false as const,
      reason: String(error),
    }));
    const reply: LabAnswer = {
      type: 'answer',
      id: call.id,
      ...(result.ok ? valueOf(result) : { error: result.reason }),
    };
    if (opened.ok) await opened.connection.write(new TextEncoder().encode(`${JSON.stringify(reply)}\n`));
  };
}

type Performed =
  { readonly ok: true; readonly value?: number | null } | { readonly ok: false; readonly reason: string };

const valueOf = ({ value }: { readonly value?: number | null }) => (value === undefined ? {} : { value });

async function perform({ session, limit, report }: Run, { call, values }: LabCall): Promise<Performed> {
  switch (call) {
    case 'advance':
      return session.clock?.advance(values[0]) ?? { ok: false, reason: 'This engine has no clock to steer.' };
    case 'faults':
      session.network?.setFaults(...values);
      return { ok: true };
    case 'start':
      return startListening(session, values[0], limit);
    case 'kill': {
      const killed = await session.kill(values[0]);
      return killed.ok ? { ok: true, value: null } : killed;
    }
    case 'stop': {
      const [name] = values;
      const gone = whenExited(session, name);
      const sent = (await session.signal?.(name, 'SIGTERM')) ?? {
        ok: false as const,
        reason: 'This engine has no signals.',
      };
      return sent.ok ? { ok: true, value: await gone } : sent;
    }
    case 'report':
      report(values[0]);
      return { ok: true };
  }
}

/** @returns the exit code; null when a signal has ended the process */
function whenExited(session: Session, name: string): Promise<number | null> {
  return new Promise((resolve) => {
    const check = (): void => {
      const found = session.processes().find((process) => process.name === name);
      if (found?.state !== 'exited') return;
      stop();
      resolve(found.exitCode ?? null);
    };
    const stop = session.subscribe(check);
    queueMicrotask(check);
  });
}

/** Starts a process that does not run, and waits until it listens. */
async function startListening(session: Session, name: string, limit: number): Promise<Result<{}>> {
  const known = session.processes().find((process) => process.name === name);
  if (known !== undefined && known.state !== 'exited') return { ok: true };
  const listening = Promise.withResolvers<Result<{}>>();
  let stderr = '';
  const stop = session.subscribe((event) => {
    if (event.type === 'listening' && event.process === name) listening.resolve({ ok: true });
    else if (event.type === 'output' && event.process === name && event.stream === 'stderr') stderr += event.text;
    else if (event.type === 'state' && event.process.name === name && event.process.state === 'exited') {
      listening.resolve({ ok: false, code: 'project', reason: endedWithoutListening(name, stderr) });
    }
  });
  const timer = setTimeout(
    () => listening.resolve({ ok: false, code: 'timeout', reason: neverListened(name, limit) }),
    limit,
  );
  const started = await session.start(name);
  const result = started.ok ? await listening.promise : started;
  clearTimeout(timer);
  stop();
  return result;
}
