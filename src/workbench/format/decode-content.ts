/** Unpacks a body that `Content-Encoding` says is packed (RFC 9110 section 8.4), with what the browser has for it. */
import { formatSize } from './units.ts';

export interface DecodedContent {
  /** What could be unpacked; of the rest the note tells. */
  readonly bytes: Uint8Array;
  readonly note: string;
}

/** Bytes of an unpacked body at most: a few hundred packed ones can become gigabytes. */
export const UNPACKED = 2 ** 26;

/** Bytes that the decoder of Brotli makes at a time. */
const PIECE = 2 ** 16;
const BROKEN = 'The bytes are broken or end too early: this is what could be unpacked.';

/** Names of `DecompressionStream`; its `deflate` is that of HTTP, with the frame of zlib (RFC 9110 section 8.4.1.2). */
const FORMATS: Readonly<Record<string, string>> = {
  gzip: 'gzip',
  'x-gzip': 'gzip',
  deflate: 'deflate',
  br: 'brotli',
  zstd: 'zstd',
};

/**
 * @param body as it came
 * @param codings the header's value: in the order in which they were put on
 */
export async function decodeContent(body: Uint8Array, codings: string): Promise<DecodedContent> {
  const names = codings
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  let bytes = body;
  for (const name of names.toReversed()) {
    const result = await decode(bytes, name);
    if ('problem' in result) return { bytes: new Uint8Array(), note: result.problem };
    ({ bytes } = result);
    if (result.cut !== undefined)
      return { bytes, note: `Content-Encoding: ${codings}. ${result.cut} The raw view shows the bytes that came.` };
  }
  const note = `Content-Encoding: ${codings}. ${formatSize(body.length)} came, unpacked they are ${formatSize(bytes.length)}; the raw view shows those that came.`;
  return { bytes, note };
}

type Decoded = { readonly bytes: Uint8Array; readonly cut?: string } | { readonly problem: string };

async function decode(body: Uint8Array, name: string): Promise<Decoded> {
  const format = FORMATS[name];
  if (format === undefined)
    return { problem: `“${name}” is no Content-Encoding that is known here; the raw view shows the bytes.` };
  let stream: DecompressionStream;
  try {
    stream = new DecompressionStream(format as CompressionFormat);
  } catch {
    if (name === 'br') return decodeBrotli(body);
    return { problem: `This browser cannot unpack ${name}; the raw view shows the bytes. Another one may.` };
  }
  const writer = stream.writable.getWriter();
  // Read errors tell the same.
  writer.write(body as Uint8Array<ArrayBuffer>).catch(() => {});
  writer.close().catch(() => {});
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.readable.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { bytes: join(parts, size) };
      parts.push(value);
      size += value.length;
      if (size <= UNPACKED) continue;
      void reader.cancel();
      return { bytes: join(parts, size), cut: `Only the first ${formatSize(size)} were unpacked.` };
    }
  } catch {
    if (size === 0)
      return { problem: `Content-Encoding says ${name}, and the bytes are not that; the raw view shows them.` };
    return { bytes: join(parts, size), cut: BROKEN };
  }
}

async function decodeBrotli(body: Uint8Array): Promise<Decoded> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    const [{ default: init, BrotliDecStream, BrotliStreamResultCode }, { default: url }] = await Promise.all([
      import('brotli-dec-wasm/web'),
      import('brotli-dec-wasm/web/bg.wasm?url'),
    ]);
    await init({ module_or_path: url });
    const stream = new BrotliDecStream();
    for (let at = 0; ;) {
      const { buf, code, input_offset: read } = stream.dec(body.subarray(at), PIECE);
      parts.push(buf);
      size += buf.length;
      at += read;
      if (code === BrotliStreamResultCode.ResultSuccess) return { bytes: join(parts, size) };
      if (code === BrotliStreamResultCode.NeedsMoreInput) return { bytes: join(parts, size), cut: BROKEN };
      if (size > UNPACKED)
        return { bytes: join(parts, size), cut: `Only the first ${formatSize(size)} were unpacked.` };
    }
  } catch (error) {
    if (size > 0) return { bytes: join(parts, size), cut: BROKEN };
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: `The body could not be unpacked: ${reason}. The raw view shows the bytes.` };
  }
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
