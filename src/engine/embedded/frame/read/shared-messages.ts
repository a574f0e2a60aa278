/** Reads the messages that only processes that are not alone may send to the kernel (frame/shared-session.ts). */
import type { ProcessStart, SyncStart } from '../../protocol/child-processes.ts';
import type { StartFiles } from '../../protocol/files.ts';
import type { SharedToKernel } from '../../protocol/messages.ts';
import type { MovedPort, ThreadStart } from '../../protocol/threads.ts';
import { isReplyMemory } from '../../shared/shared-reply.ts';
import { isChanges } from './changes.ts';
import {
  either,
  isBuffer,
  isBytes,
  isCount,
  isNumber,
  isObject,
  isString,
  list,
  maybe,
  one,
  reader,
  record,
  type Check,
  type Fields,
} from './checks.ts';
import { isPassedConnection } from './messages.ts';

const nothing = one(undefined, null);
/** Whether the value is an environment; a variable that is undefined is one that the environment does not have. */
const isEnvironment: Check = (value) => isObject(value) && Object.values(value).every(maybe(isString));

const isMovedPort: Check = record({
  port: (value) => value instanceof MessagePort,
  // Buffers and ports that the kernel has to transfer along with the port.
  backlog: list(record({ bytes: isBytes, buffers: list(isBuffer), ports: list((value) => isMovedPort(value)) })),
} satisfies Fields<MovedPort>);

const startFiles = { files: isChanges, applied: isCount } satisfies Fields<StartFiles>;

const command = {
  argv0: isString,
  execArgv: list(isString),
  argv: list(isString),
  env: isEnvironment,
  cwd: isString,
  stdio: list(
    either(
      record({ type: one('null') }),
      record({ type: one('pipe'), own: isNumber, other: isNumber }),
      record({ type: one('given'), handle: isPassedConnection }),
      record({ type: one('inherited'), fd: isCount }),
    ),
  ),
};

const read = reader<SharedToKernel>({
  thread: {
    thread: record({
      ...startFiles,
      id: isNumber,
      name: isString,
      env: isEnvironment,
      execArgv: either(nothing, list(isString)),
      cwd: isString,
      port: isMovedPort,
    } satisfies Fields<ThreadStart>),
  },
  'stop-thread': { id: isNumber },
  spawn: { start: record({ ...startFiles, ...command, pid: isNumber } satisfies Fields<ProcessStart>) },
  'spawn-sync': {
    start: record({
      ...startFiles,
      ...command,
      inputs: list(either(isBytes, nothing)),
      timeout: isNumber,
      maxBuffer: isNumber,
      killSignal: isString,
    } satisfies Fields<SyncStart & StartFiles>),
    shared: isReplyMemory,
  },
  'read-sync': { connection: isNumber, shared: isReplyMemory },
  'reply-next': {},
  files: { changes: isChanges, applied: isCount },
  'files-applied': { applied: isCount },
  database: { path: isString },
});

const NOTHING: SharedToKernel = {
  type: 'files',
  changes: { nodes: [], entries: [], contents: [] },
  applied: 0,
};

/**
 * Reads one of these messages. Changes that are not valid become none, and still count: processes count each other's.
 */
export const readSharedMessage = (data: unknown): SharedToKernel | undefined =>
  read(data) ?? (isObject(data) && data['type'] === 'files' ? NOTHING : undefined);
