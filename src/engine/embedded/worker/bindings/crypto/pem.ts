/** Textual encodings of keys (RFC 7468), and the encryption headers of RFC 1421 that OpenSSL still writes. */

export interface PemBlock {
  label: string;
  headers: Record<string, string>;
  bytes: Uint8Array;
}

function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text.replace(/\s/g, '')), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The well-formed blocks of a text, in order; what stands around them is skipped. Their lines are not indented. */
export function readPem(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  const pattern = /^-----BEGIN ([^\n]*?)-----[ \t]*\r?\n([\s\S]*?)^-----END \1-----/gm;
  for (const [, label, body] of text.matchAll(pattern)) {
    const headers: Record<string, string> = {};
    let base64 = body!;
    const separated = /^((?:[A-Za-z-]+: [^\n]*\n)+)\r?\n([\s\S]*)$/.exec(base64);
    if (separated !== null) {
      for (const line of separated[1]!.trim().split(/\r?\n/)) {
        const colon = line.indexOf(':');
        headers[line.slice(0, colon)] = line.slice(colon + 1).trim();
      }
      base64 = separated[2]!;
    }
    const bytes = fromBase64(base64);
    if (bytes !== undefined) blocks.push({ label: label!, headers, bytes });
  }
  return blocks;
}

/** One block, with lines of 64 characters and a line break at the end, as OpenSSL writes it. */
export function writePem(label: string, bytes: Uint8Array, headers: string[] = []): string {
  const lines = toBase64(bytes).match(/.{1,64}/g) ?? [];
  const above = headers.length === 0 ? [] : [...headers, ''];
  return [`-----BEGIN ${label}-----`, ...above, ...lines, `-----END ${label}-----`, ''].join('\n');
}
