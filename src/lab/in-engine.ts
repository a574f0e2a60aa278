/** Runs a project and its check in an engine that has a clock and a network to steer. */
import type { Engine, Result, Session } from '../engine/engine.ts';
import { FROZEN_INSTANT } from '../sandbox/frozen-instant.ts';
import {
  CHECK,
  endedWithoutListening,
  type CheckedProject,
  type CheckOutcome,
  type LabAnswer,
  type LabCall,
} from './lab-call.ts';

/** Where the check listens for whoever runs it. */
const PORT = 64_999;

/**
 * @param lab the source of `lab.mjs`
 * @returns what the check printed, and its exit code; a failure when the project cannot be started
 */
export async function runCheckInEngine(
  engine: Engine,
  project: CheckedProject,
  lab: string,
): Promise<Result<{ readonly outcome: CheckOutcome }>> {
  const booted = await engine.boot(
    {
      name: project.name,
      files: {
        ...project.files,
        'node_modules/lab/package.json': '{"name":"lab","type":"module","exports":"./lab.mjs"}',
        'node_modules/lab/lab.mjs': lab,
      },
      processes: {
        ...project.processes,
        [CHECK]: { command: `node ${project.check}`, env: { LAB_PORT: String(PORT) } },
      },
      dependencies: project.dependencies,
    },
    { autostart: false, now: FROZEN_INSTANT },
  );
  if (!booted.ok) return booted;
  const { session } = booted;
  try {
    const started = await Promise.all(Object.keys(project.processes).map((name) => startListening(session, name)));
    const failed = started.find((result) => !result.ok);
    if (failed && !failed.ok) return failed;
    return { ok: true, outcome: await runCheck(session) };
  } finally {
    session.dispose();
  }
}

async function runCheck(session: Session): Promise<CheckOutcome> {
  const printed = { stdout: '', stderr: '' };
  const ended = Promise.withResolvers<number | null>();
  const stop = session.subscribe((event) => {
    if (event.type === 'output' && event.process === CHECK) printed[event.stream] += event.text;
    else if (event.type === 'listening' && event.port === PORT) void answerCheck(session);
    else if (event.type === 'state' && event.process.name === CHECK && event.process.state === 'exited')
      ended.resolve(event.process.exitCode);
  });
  const started = await session.start(CHECK);
  if (!started.ok) return { ...printed, stderr: started.reason, code: null };
  const code = await ended.promise;
  stop();
  return { ...printed, code };
}

async function answerCheck(session: Session): Promise<void> {
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
    const result = await perform(session, call).catch((error: unknown) => ({
      ok: false as const,
      reason: String(error),
    }));
    const reply: LabAnswer = { type: 'answer', id: call.id, ...(result.ok ? {} : { error: result.reason }) };
    if (opened.ok) await opened.connection.write(new TextEncoder().encode(`${JSON.stringify(reply)}\n`));
  };
}

async function perform(
  session: Session,
  { call, values }: LabCall,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }> {
  switch (call) {
    case 'advance':
      return session.clock?.advance(values[0]) ?? { ok: false, reason: 'This engine has no clock to steer.' };
    case 'link':
      session.network?.link(...values);
      return { ok: true };
    case 'start':
      return startListening(session, values[0]);
    case 'kill':
      return session.kill(values[0]);
    case 'stop': {
      const [name] = values;
      const gone = whenExited(session, name);
      const sent = (await session.signal?.(name, 'SIGTERM')) ?? {
        ok: false as const,
        reason: 'This engine has no signals.',
      };
      if (sent.ok) await gone;
      return sent;
    }
  }
}

function whenExited(session: Session, name: string): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (session.processes().find((process) => process.name === name)?.state === 'exited') {
        stop();
        resolve();
      }
    };
    const stop = session.subscribe(check);
    queueMicrotask(check);
  });
}

/** Starts a process and waits until it listens. */
async function startListening(session: Session, name: string): Promise<Result<{}>> {
  const listening = Promise.withResolvers<Result<{}>>();
  let stderr = '';
  const stop = session.subscribe((event) => {
    if (event.type === 'listening' && event.process === name) listening.resolve({ ok: true });
    else if (event.type === 'output' && event.process === name && event.stream === 'stderr') stderr += event.text;
    else if (event.type === 'state' && event.process.name === name && event.process.state === 'exited') {
      listening.resolve({ ok: false, code: 'project', reason: endedWithoutListening(name, stderr) });
    }
  });
  const started = await session.start(name);
  const result = started.ok ? await listening.promise : started;
  stop();
  return result;
}
