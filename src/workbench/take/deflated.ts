/** @returns bytes, or a text as UTF-8, packed by the platform: DEFLATE (RFC 1951), as links and ZIP archives hold it */
export async function deflated(contents: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([contents]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
