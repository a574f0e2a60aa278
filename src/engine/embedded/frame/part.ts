/**
 * What the kernel needs for programs that are not alone in their session, and for no others: a script of its own, which comes
 * with the first such program.
 */
import { PortCounts } from './port-counts.ts';
import { ReplyWriter } from '../shared/shared-reply.ts';
import { SharedDisk } from './shared-disk.ts';
import { SyncChild } from './sync-child.ts';

export interface KernelPart {
  readonly PortCounts: typeof PortCounts;
  readonly ReplyWriter: typeof ReplyWriter;
  readonly SharedDisk: typeof SharedDisk;
  readonly SyncChild: typeof SyncChild;
}

declare global {
  var kernelPart: KernelPart | undefined;
}

globalThis.kernelPart = { PortCounts, ReplyWriter, SharedDisk, SyncChild };
