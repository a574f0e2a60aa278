/** Measurements inside the page; these functions are sent to the browser and must not refer to anything outside. */
import type { Engine, Project, Session } from '../../src/engine/engine.ts';

type Scope = { engine: Engine };

/** Milliseconds from Run to the whole first response; `warm` lets the engine prepare first. */
export async function firstResponse([project, warm]: readonly [Project, boolean]): Promise<number> {
  const { engine } = globalThis as unknown as Scope;
  if (warm) {
    engine.warm(project);
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  const start = performance.now();
  const booted = await engine.boot(project);
  if (!booted.ok) throw new Error(booted.reason);
  const listening = await booted.session.listening();
  if (!listening.ok) throw new Error(listening.reason);
  const answer = await booted.session.request({ port: listening.port, method: 'GET', path: '/', headers: [] });
  if (!answer.ok) throw new Error(answer.reason);
  const time = performance.now() - start;
  booted.session.dispose();
  return time;
}

/** Requests per second over kept-alive connections, one request at a time on each; `tapped` records every byte. */
export async function throughput([project, connections, requests, tapped]: readonly [
  Project,
  number,
  number,
  boolean,
]): Promise<number> {
  const { engine } = globalThis as unknown as Scope;
  const booted = await engine.boot(project);
  if (!booted.ok) throw new Error(booted.reason);
  const { session } = booted;
  const listening = await session.listening();
  if (!listening.ok) throw new Error(listening.reason);
  if (tapped) session.network?.tap(() => {});
  const request = new TextEncoder().encode('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const run = async (count: number): Promise<number> => {
    let left = count;
    const start = performance.now();
    await Promise.all(
      Array.from({ length: connections }, async () => {
        const done = Promise.withResolvers<void>();
        let send = (): void => {};
        const opened = await session.connect(listening.port, {
          data: () => send(),
          end: () => done.resolve(),
          close: () => done.resolve(),
        });
        if (!opened.ok) throw new Error(opened.reason);
        send = () => {
          if (left <= 0) {
            opened.connection.destroy();
            done.resolve();
            return;
          }
          left -= 1;
          void opened.connection.write(request);
        };
        send();
        await done.promise;
      }),
    );
    return count / ((performance.now() - start) / 1000);
  };
  await run(Math.min(1000, requests)); // both sides are measured after their compilers have warmed up
  const rate = await run(requests);
  session.dispose();
  return rate;
}

/** Starts sessions and keeps them, for measuring what each costs in memory. */
export async function keepSession(project: Project): Promise<void> {
  const { engine } = globalThis as unknown as Scope;
  const booted = await engine.boot(project);
  if (!booted.ok) throw new Error(booted.reason);
  await booted.session.listening();
}

/**
 * Starts the first `count` processes of `ports` one after the other, where they do not run yet; they stay.
 * @returns for each that was started, milliseconds from its start until it listens
 */
export async function startProcesses([project, ports, count]: readonly [
  Project,
  Readonly<Record<string, number>>,
  number,
]): Promise<number[]> {
  const scope = globalThis as unknown as Scope & { benchSession?: Session };
  if (!scope.benchSession) {
    const booted = await scope.engine.boot(project, { autostart: false });
    if (!booted.ok) throw new Error(booted.reason);
    scope.benchSession = booted.session;
  }
  const session = scope.benchSession;
  const times: number[] = [];
  for (const [name, port] of Object.entries(ports).slice(0, count)) {
    if (session.processes().some((process) => process.name === name && process.state !== 'exited')) continue;
    const start = performance.now();
    const started = await session.start(name);
    if (!started.ok) throw new Error(started.reason);
    const listening = await session.listening(port);
    if (!listening.ok) throw new Error(listening.reason);
    times.push(performance.now() - start);
  }
  return times;
}

/** Milliseconds from Stop (while the program loops) to the first answer of a new Run. */
export async function stopAndRun([endless, project]: readonly [Project, Project]): Promise<number> {
  const { engine } = globalThis as unknown as Scope;
  const booted = await engine.boot(endless);
  if (!booted.ok) throw new Error(booted.reason);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const start = performance.now();
  booted.session.dispose();
  const again = await engine.boot(project);
  if (!again.ok) throw new Error(again.reason);
  const listening = await again.session.listening();
  if (!listening.ok) throw new Error(listening.reason);
  const answer = await again.session.request({ port: listening.port, method: 'GET', path: '/', headers: [] });
  if (!answer.ok) throw new Error(answer.reason);
  const time = performance.now() - start;
  again.session.dispose();
  return time;
}

/** Adds a frame with a worker, both empty, and keeps them: the cost of an engine without any code. */
export async function keepEmptyFrame(): Promise<void> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  const script = `new Worker(URL.createObjectURL(new Blob(["postMessage('')"]))).onmessage = () => parent.postMessage('empty', '*')`;
  frame.srcdoc = `<!doctype html><script>${script}</script>`;
  const { promise, resolve } = Promise.withResolvers<void>();
  addEventListener('message', ({ data }) => data === 'empty' && resolve());
  document.body.append(frame);
  await promise;
}
