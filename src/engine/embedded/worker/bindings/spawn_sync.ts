/**
 * `internalBinding('spawn_sync')`: a child that this process waits for (src/spawn_sync.cc is the contract). The
 * kernel holds its pipes, and answers through memory that both share: a browser gives that to isolated pages only.
 */
import type { SyncResult, SyncStart } from '../../protocol/child-processes.ts';
import { REPLY_SIZE, takeReply, type TakeReply } from '../../shared/shared-reply.ts';
import type { ReadCommand } from '../children/child-command.ts';
import type { InheritDescriptor, StdioOption } from '../children/stdio.ts';
import type { Network } from '../network/network.ts';

export interface SpawnSyncContext {
  readonly network: Network;
  readonly commandOf: ReadCommand;
  isDirectory(path: string): boolean;
  currentDirectory(): string;
  readonly inherit: InheritDescriptor;
  run(process: SyncStart, shared: SharedArrayBuffer, take: TakeReply): SyncResult;
  signalName(signal: number): string | undefined;
  buffer(bytes: Uint8Array): Uint8Array;
  /** @param name of an error, such as `UV_ENOENT` */
  uv(name: string): number;
}

interface SyncOption extends StdioOption {
  /** Whether the child reads from the descriptor, and whether it writes to it. */
  readonly readable?: boolean;
  readonly writable?: boolean;
  readonly input?: ArrayBufferView;
}

/** The options that lib/internal/child_process.js passes. */
interface Options {
  readonly file: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly envPairs?: readonly string[];
  readonly stdio: readonly SyncOption[];
  readonly timeout?: number;
  readonly maxBuffer?: number;
  readonly killSignal?: number;
}

const NOT_ISOLATED =
  'This program cannot wait for another process: execSync(), execFileSync() and spawnSync() need memory that two workers share, and browsers give that ' +
  'to cross-origin isolated pages only, which this one is not. Use exec(), execFile() or spawn(); or serve the page with the headers ' +
  '"Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: credentialless", in a browser that knows them.';

// Read before the program's own globals are in place.
const isolated = globalThis.crossOriginIsolated;

export function createSpawnSyncBinding(context: SpawnSyncContext): object {
  const { network, uv } = context;
  let shared: SharedArrayBuffer | undefined;
  const isPipe = ({ type }: SyncOption): boolean => type === 'pipe' || type === 'overlapped';

  function spawn({ file, args, cwd, envPairs, stdio, timeout, maxBuffer, killSignal }: Options): object {
    if (!isolated) throw Object.assign(new Error(NOT_ISOLATED), { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
    const command = context.commandOf(file, args, envPairs);
    const directory = cwd ?? context.currentDirectory();
    if (!command || !context.isDirectory(directory))
      return { error: uv('UV_ENOENT'), status: null, signal: null, output: null, pid: 0 };
    const { argv0, execArgv, argv, env } = command;
    const { pid, status, signal, error, output } = context.run(
      {
        argv0,
        execArgv,
        argv,
        env,
        cwd: directory,
        stdio: stdio.map((option) =>
          isPipe(option) ? { type: 'pipe', ...network.pipeEnds() } : context.inherit(option),
        ),
        inputs: stdio.map(({ input }) =>
          input ? new Uint8Array(input.buffer, input.byteOffset, input.byteLength).slice() : null,
        ),
        timeout: timeout ?? 0,
        maxBuffer: maxBuffer ?? 0,
        killSignal: context.signalName(killSignal ?? 0) ?? 'SIGTERM',
      },
      (shared ??= new SharedArrayBuffer(REPLY_SIZE)),
      takeReply,
    );
    return {
      ...(error !== undefined && { error: uv(`UV_${error}`) }),
      status,
      signal,
      output:
        output &&
        stdio.map(({ writable }, index) => (writable ? context.buffer(output[index] ?? new Uint8Array(0)) : null)),
      pid,
    };
  }

  return { spawn };
}
