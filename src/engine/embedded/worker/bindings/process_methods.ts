/** `internalBinding('process_methods')` (src/node_process_methods.cc): the native half of `process`. */
import type { ProcessClock } from '../clock.ts';
import type { Facts } from '../facts.ts';
import type { EventLoop } from '../loop/event-loop.ts';
import type { LoopHandle } from '../loop/surroundings.ts';
import type { Program } from '../../protocol/programs.ts';
import { constant } from '../facts.ts';
import { FileSystemError } from '../vfs/errors.ts';
import { RESIDENT, heap } from '../machine.ts';
import { uvException } from '../file-calls/requests.ts';
import { parseEnv } from '../text/dotenv.ts';

export interface ProcessContext {
  readonly facts: Facts;
  readonly loop: EventLoop;
  /** Where Node's library keeps the object that a handle belongs to. */
  readonly owner: PropertyKey;
  readonly clock: ProcessClock;
  program(): Program;
  /** What the option `--title` says. */
  title(): string | undefined;
  /** Ends the process; does not return. */
  exit(code: number): never;
  /** Ends the process as SIGABRT does. */
  abort(): void;
  kill(pid: number, signal: number): number;
  stderr(text: string): void;
  /** Resolves and checks a directory; throws ENOENT or ENOTDIR as a UVException. */
  directory(path: string): string;
  readFile(path: string): string | undefined;
  /** @returns the mask of permissions that new files do not get, as it was before it became `next` */
  umask(next: number | undefined): number;
}

export function createProcessMethodsBinding(context: ProcessContext): object {
  const { clock, loop } = context;
  const active = (): LoopHandle[] => [...loop.handles].filter((handle) => handle.hasRef());
  const { monotonic } = clock;
  const hrtimeBuffer = new Uint32Array(3);
  const hrtimeBigInt = new BigInt64Array(hrtimeBuffer.buffer, 0, 1);
  let cwd: string | undefined;
  const currentDirectory = (): string => (cwd ??= context.program().cwd);
  let lastTime = 0n;
  clock.onBegin(() => {
    lastTime = 0n;
  });

  return {
    hrtimeBuffer,
    /** Seconds in two halves, then nanoseconds (lib/internal/process/per_thread.js). */
    hrtime(): void {
      const time = monotonic();
      const seconds = Math.floor(time / 1000);
      hrtimeBuffer[0] = Math.floor(seconds / 2 ** 32);
      hrtimeBuffer[1] = seconds >>> 0;
      hrtimeBuffer[2] = Math.floor((time - seconds * 1000) * 1e6);
    },
    hrtimeBigInt(): void {
      // Two readings always differ in Node, whose clock is finer than a browser's; here, while the session's clock
      // runs.
      const time = BigInt(Math.floor(monotonic() * 1e6));
      lastTime = time > lastTime ? time : lastTime + (context.loop.paused ? 0n : 1n);
      hrtimeBigInt[0] = lastTime;
    },
    uptime: () => (monotonic() - clock.start) / 1000,
    cwd: currentDirectory,
    chdir(path: string): void {
      try {
        cwd = context.directory(path);
      } catch (error) {
        throw error instanceof FileSystemError
          ? uvException(error, { syscall: 'chdir', path: currentDirectory(), dest: path })
          : error;
      }
    },
    umask: context.umask,
    memoryUsage(fields: Float64Array): void {
      const { used, total } = heap();
      fields.set([RESIDENT + total, total, used, 1 << 20, 0]);
    },
    rss: () => RESIDENT + heap().total,
    constrainedMemory: () => 0,
    availableMemory: () => 2 ** 31,
    cpuUsage(fields: Float64Array): void {
      fields.set([monotonic() * 1000, 0]);
    },
    threadCpuUsage(fields: Float64Array): void {
      fields.set([monotonic() * 1000, 0]);
    },
    resourceUsage(fields: Float64Array): void {
      fields.fill(0);
      fields[0] = monotonic() * 1000;
    },
    reallyExit: (code: number) => context.exit(code),
    abort: () => context.abort(),
    causeSegfault: () => context.exit(139),
    _kill: (pid: number, signal: number) => context.kill(pid, signal),
    _rawDebug: (text: string) => context.stderr(`${text}\n`),
    _getActiveRequests: () => [],
    _getActiveHandles: () => active().map((handle) => (Reflect.get(handle, context.owner) as unknown) ?? handle),
    getActiveResourcesInfo: () => [
      ...active().map(({ resource }) => resource),
      ...Array<string>(loop.timeoutInfo[0] ?? 0).fill('Timeout'),
      ...Array<string>(loop.immediateInfo[1] ?? 0).fill('Immediate'),
    ],
    _debugProcess() {},
    _debugEnd() {},
    dlopen(_module: unknown, path: string) {
      throw Object.assign(new Error(`${path}: native addons cannot be loaded in the browser`), {
        code: 'ERR_DLOPEN_FAILED',
      });
    },
    execve() {
      throw new Error('process.execve() is not available in the browser');
    },
    setEmitWarningSync() {},
    resetStdioForTesting() {},
    loadEnvFile(path = '.env'): void {
      const source = context.readFile(path);
      const env = process.env;
      if (source === undefined) {
        throw Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), {
          errno: constant(context.facts, 'uv', 'UV_ENOENT'),
          code: 'ENOENT',
          syscall: 'open',
          path,
        });
      }
      for (const [key, value] of Object.entries(parseEnv(source))) env[key] ??= value;
    },
    patchProcessObject(target: Record<string, unknown>): void {
      const { argv, argv0 = 'node', execArgv, env, pid, ppid } = context.program();
      const define = (name: string, descriptor: PropertyDescriptor) =>
        Object.defineProperty(target, name, { configurable: true, enumerable: true, ...descriptor });
      let title = context.title() ?? 'node';
      define('title', {
        get: () => title,
        set: (value: unknown) => {
          title = String(value);
        },
      });
      define('argv', { value: [argv0, ...argv], writable: true });
      define('execArgv', { value: [...execArgv], writable: true });
      define('env', { value: environment(env), writable: true });
      define('pid', { value: pid, writable: false });
      define('ppid', { get: () => ppid });
      define('execPath', { value: '/usr/local/bin/node', writable: true });
      define('debugPort', { value: 9229, writable: true });
      define('versions', { value: Object.freeze({ ...context.facts.versions }), writable: false });
    },
  };
}

/** `process.env`: every value is a string, a symbol cannot be a name. */
function environment(initial: Readonly<Record<string, string>>): object {
  return new Proxy(
    { ...initial },
    {
      set(target, key, value) {
        if (typeof key === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
        target[key] = `${value as string}`; // unlike String(), this refuses a symbol
        return true;
      },
      defineProperty(target, key, descriptor) {
        if (typeof key === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
        const invalid = (message: string) =>
          Object.assign(new TypeError(message), { code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY' });
        if ('get' in descriptor || 'set' in descriptor)
          throw invalid("'process.env' does not accept an accessor(getter/setter) descriptor");
        if (descriptor.configurable !== true || descriptor.writable !== true || descriptor.enumerable !== true) {
          throw invalid("'process.env' only accepts a configurable, writable, and enumerable data descriptor");
        }
        target[key] = `${descriptor.value as string}`;
        return true;
      },
    },
  );
}
