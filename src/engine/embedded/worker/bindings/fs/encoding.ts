import type { BindingContext } from '../../binding.ts';

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
