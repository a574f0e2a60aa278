/** What a program says of the standard input, output and further descriptors of a child. */
import type { DescriptorStart } from '../../protocol/child-processes.ts';
import type { Descriptors } from '../descriptors.ts';
import type { StreamHandle } from '../handles/stream-handle.ts';
import { NOWHERE } from '../network/addresses.ts';

/** Entries of `stdio` (lib/internal/child_process.js, getValidStdio). */
export interface StdioOption {
  readonly type: 'ignore' | 'pipe' | 'overlapped' | 'wrap' | 'inherit' | 'fd';
  readonly handle?: object;
  readonly fd?: number;
}

/**
 * What a child gets of this process's own descriptors and connections for an entry that is not a pipe.
 *
 * @param Handle the worker's class, handed in so that the extension's script has no copy of it
 */
export type InheritDescriptor = (option: StdioOption) => DescriptorStart;

export const inheritsFrom =
  (descriptors: Descriptors, Handle: typeof StreamHandle): InheritDescriptor =>
  (option) => {
    switch (option.type) {
      case 'wrap': {
        const passed = option.handle instanceof Handle ? option.handle.pass() : undefined;
        return passed?.type === 'connection' ? { type: 'given', handle: passed } : { type: 'null' };
      }
      case 'inherit':
      case 'fd': {
        const fd = option.fd ?? 0;
        if (fd !== 0) return { type: 'inherited', fd };
        const stream = descriptors.take(0);
        return stream ? { type: 'given', handle: stream.lend(NOWHERE, NOWHERE) } : { type: 'null' };
      }
      default:
        return { type: 'null' };
    }
  };
