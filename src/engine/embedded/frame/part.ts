/**
 * What the kernel needs for programs that start processes and for no others: a script of its own, which comes
 * with the first such program.
 */
import { ReplyWriter } from '../shared-reply.ts';
import { SyncChild } from './sync-child.ts';

export interface KernelPart {
  readonly ReplyWriter: typeof ReplyWriter;
  readonly SyncChild: typeof SyncChild;
}

declare global {
  // eslint-disable-next-line no-var
  var kernelPart: KernelPart | undefined;
}

globalThis.kernelPart = { ReplyWriter, SyncChild };
