import { createIpcSerdesBinding } from '../worker/bindings/ipc_serdes.ts';
import { createPipeWrap } from '../worker/bindings/pipe_wrap.ts';
import { createChildProcesses } from '../worker/children/child-processes.ts';
import type { InputReply } from '../protocol/child-processes.ts';
import type { ProcessToKernel } from '../protocol/messages.ts';
import { REPLY_SIZE, takeReply } from '../shared/shared-reply.ts';
import { register } from '../worker/extensions.ts';

// Before the program's own globals are in place.
const isolated = globalThis.crossOriginIsolated;

/** @returns null, too, where no memory can be shared */
function readInput(connection: number, post: (message: ProcessToKernel) => void): InputReply {
  if (!isolated) return null;
  const shared = new SharedArrayBuffer(REPLY_SIZE);
  post({ type: 'read-sync', connection, shared });
  return takeReply(shared, () => post({ type: 'reply-next' })) as InputReply;
}

register('processes', { readInput, createPipeWrap, createChildProcesses, createIpcSerdesBinding });
