/**
 * `internalBinding('worker')`: threads under lib/internal/worker.js (src/node_worker.cc). A thread is a browser
 * worker of its own that the kernel makes and ends; it has the process's files (worker/files/shared-files.ts).
 */
import type { Facts } from '../facts.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { StartFiles } from '../../protocol/files.ts';
import type { ThreadInfo, ThreadStart } from '../../protocol/threads.ts';
import type { ThreadProblems } from '../options/start.ts';
import type { PortState, WirePort } from '../threads/port-state.ts';
import type { Messaging } from './messaging.ts';

export interface WorkerContext {
  /** The worker's class, handed in so that the extension's script has no copy of it. */
  readonly PortState: typeof PortState;
  readonly facts: Facts;
  readonly loop: EventLoop;
  /** Set in a thread, with its end of the channel to the thread that made it. */
  readonly thread: ThreadInfo | undefined;
  messaging(): Messaging;
  /** This thread's environment, for threads that do not get their own. */
  environment(): Readonly<Record<string, string>>;
  /** What is wrong with the options of a new thread. */
  problems(execArgv: readonly string[], env: Readonly<Record<string, string>> | null): ThreadProblems | undefined;
  start(thread: Omit<ThreadStart, 'cwd' | keyof StartFiles>): void;
  stop(id: number): void;
}

export interface Threads {
  readonly binding: object;
  /** The kernel says that a thread is gone. */
  exited(id: number, code: number, reason: string | undefined): void;
}

/**
 * Milliseconds for a thread's last messages to arrive: they come through ports, the news of its end from the kernel.
 */
const LAST_MESSAGES = 5;

/** What a thread knows of itself. */
export function threadFacts(thread: ThreadInfo | undefined): object {
  return {
    isMainThread: thread === undefined,
    isInternalThread: false,
    ownsProcessState: thread === undefined,
    threadId: thread?.id ?? 0,
    threadName: thread?.name ?? 'main',
    resourceLimits: new Float64Array(4),
  };
}

export function createThreads(context: WorkerContext): Threads {
  const { PortState, facts, loop, thread } = context;
  const running = new Map<number, (code: number, reason: string | undefined) => void>();
  /**
   * The id of the last thread that was started here; each thread numbers its own threads from a thousand of its own.
   */
  let last = (thread?.id ?? 0) * 1000;
  let envPort: object | undefined;
  const started = (): void => {
    throw Object.assign(new Error('Heap snapshots and profiles are not available in the browser.'), {
      code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
    });
  };

  class Worker {
    // Node's library writes it on the handle.
    declare onexit: ((code: number, error: string | null, reason: string | null) => void) | null;
    readonly threadId: number;
    readonly threadName: string;
    readonly messagePort: object;
    readonly #env: Readonly<Record<string, string>> | null;
    readonly #execArgv: readonly string[] | undefined;
    readonly #limits: Float64Array;
    readonly #other: PortState;
    #referenced = true;
    #counted = false;
    #running = false;

    constructor(
      _url: unknown,
      env: Record<string, string> | null | undefined,
      execArgv: readonly string[] | undefined,
      limits: Float64Array,
      _track: boolean,
      _internal: boolean,
      name: string,
    ) {
      const [own, other] = PortState.pair();
      this.threadId = last += 1;
      this.threadName = name;
      this.#env = env ?? null;
      this.#execArgv = execArgv;
      this.#limits = limits.slice();
      this.#other = other;
      this.messagePort = context.messaging().createPort(own);
    }

    startThread(): void {
      this.#running = true;
      this.#count();
      running.set(this.threadId, (code, reason) => {
        running.delete(this.threadId);
        this.#running = false;
        this.#count();
        this.onexit?.(code, reason === undefined ? null : 'ERR_WORKER_INIT_FAILED', reason ?? null);
      });
      context.start({
        id: this.threadId,
        name: this.threadName,
        env: { ...(this.#env ?? context.environment()) },
        execArgv: this.#execArgv,
        port: this.#other.toWire(),
      });
    }

    stopThread(): void {
      if (this.#running) context.stop(this.threadId);
    }

    ref(): void {
      this.#referenced = true;
      this.#count();
    }
    unref(): void {
      this.#referenced = false;
      this.#count();
    }
    hasRef(): boolean {
      return this.#referenced;
    }
    getResourceLimits(): Float64Array {
      return this.#limits;
    }
    loopStartTime(): number {
      return -1;
    }
    loopIdleTime(): number {
      return 0;
    }
    takeHeapSnapshot = started;
    getHeapStatistics = started;
    cpuUsage = started;
    startCpuProfile = started;
    startHeapProfile = started;

    #count(): void {
      const counts = this.#referenced && this.#running;
      if (counts === this.#counted) return;
      this.#counted = counts;
      if (counts) loop.addHandle();
      else loop.removeHandle();
    }
  }

  /** Node's library asks the handle what is wrong with the thread's options. */
  function handle(...args: ConstructorParameters<typeof Worker>): object {
    const [, env, execArgv] = args;
    const problems =
      execArgv || env?.['NODE_OPTIONS'] !== undefined ? context.problems(execArgv ?? [], env ?? null) : undefined;
    return problems ?? new Worker(...args);
  }

  const binding = {
    ...facts.bindings['worker'],
    ...threadFacts(thread),
    getEnvMessagePort: () =>
      thread ? (envPort ??= context.messaging().createPort(PortState.received(thread.port as WirePort))) : undefined,
    Worker: handle,
  };
  return {
    binding,
    exited(id, code, reason) {
      const end = loop.begin();
      loop.afterReal(LAST_MESSAGES, () => end(() => running.get(id)?.(code, reason)));
    },
  };
}
