/** Names of files as Node's library wants them, and the kinds of what they name. */
import type { BindingContext } from '../binding.ts';
import type { Inode } from '../vfs/inode.ts';

interface BufferConstructor {
  from(text: string, encoding?: string): Uint8Array & { toString(encoding?: string): string };
}

/** Node's Buffer, which exists only once the library has started. */
export function bufferOf(context: BindingContext): BufferConstructor {
  return (context.require('buffer') as { Buffer: BufferConstructor }).Buffer;
}

/** A name as the caller wants it: `encoding` is one of Buffer's, "buffer", or nothing for a string. */
export function encodeName(context: BindingContext, name: string, encoding: unknown): string | Uint8Array {
  if (typeof encoding !== 'string' || encoding === 'utf8' || encoding === 'utf-8') return name;
  const buffer = bufferOf(context).from(name);
  return encoding === 'buffer' ? buffer : buffer.toString(encoding);
}

/** uv_dirent_type_t. */
const DIRENT_TYPES = { file: 1, directory: 2, link: 3, device: 6 } as const;

export function direntType(inode: Inode): number {
  return DIRENT_TYPES[inode.kind];
}
