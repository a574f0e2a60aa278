/** From the bytes of a text to its characters, as its `Content-Type` says (RFC 9110 section 8.3). */

export interface DecodedText {
  readonly text: string;
  /** What the reader should know of how it was read; `null` when it went as announced. */
  readonly note: string | null;
  /** Length of the byte order mark, in bytes. */
  readonly mark: number;
  /** How many bytes a piece of the text had; in encodings but UTF-8 and UTF-16 each character counts as one. */
  readonly size: (piece: string) => number;
}

/** Types whose content is text when nothing says otherwise. */
const TEXTUAL = /^(?:text\/|application\/(?:.*\+)?(?:json|xml|javascript|x-www-form-urlencoded|x-ndjson)\b)/i;
const UTF_16 = /^utf-16[bl]e$/;

/**
 * Reads text. A byte order mark decides before the header does, as in browsers; without a charset it is UTF-8, and what
 * is announced as text and is no UTF-8 is read as Latin-1, in which every byte is a character.
 *
 * @param bytes from the beginning of the body
 * @param partial they may end within a character: more follows
 * @returns `null` when the bytes are no text
 */
export function decodeText(bytes: Uint8Array, contentType: string | undefined, partial: boolean): DecodedText | null {
  const named = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1];
  const textual = TEXTUAL.test(contentType ?? '');
  const marked = byMark(bytes);
  const mark = marked === null ? 0 : marked.encoding === 'utf-8' ? 3 : 2;
  const decoder = marked ?? (named === undefined ? null : byName(named));
  if (decoder !== null && decoder.encoding !== 'utf-8') {
    const { encoding } = decoder;
    const text = decoder.decode(bytes, { stream: partial });
    const note =
      named === undefined || named.toLowerCase() === encoding
        ? null
        : `Read as ${encoding}, as browsers read ${named}.`;
    return { text, note, mark, size: (piece) => piece.length * (UTF_16.test(encoding) ? 2 : 1) };
  }
  const unknown =
    named !== undefined && decoder === null ? `No browser knows the charset “${named}”; read as UTF-8.` : null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: partial });
    // Control characters that no text has: what happens to be UTF-8 is not text for that.
    if (!textual && /[\0-\x08\x0e-\x1a]/.test(text.slice(0, 2000))) return null;
    return { text, note: unknown, mark, size: (piece) => new TextEncoder().encode(piece).length };
  } catch {
    if (!textual) return null;
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      note: `${
        named === undefined
          ? 'The bytes are not UTF-8, and Content-Type names no charset'
          : `Content-Type says ${named}, and the bytes are not that`
      }; read as Latin-1.`,
      mark,
      size: (piece) => piece.length,
    };
  }
}

function byMark(bytes: Uint8Array): TextDecoder | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8');
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  return first === 0xfe && second === 0xff ? new TextDecoder('utf-16be') : null;
}

function byName(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}
