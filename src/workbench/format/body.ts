/** A body for people: text when it is text, JSON indented. As much of it as is asked for is read, not more. */
import { decodeText } from './charset.ts';
import { indentJson } from './json-indent.ts';
import { formatCount } from './units.ts';

export interface ReadableBody {
  readonly kind: 'empty' | 'json' | 'text' | 'binary';
  /** JSON is indented; of binary content a sentence. */
  readonly text: string;
  /** Bytes of the body that come after what is in `text`. */
  readonly rest: number;
  /** What the reader should know of how the bytes were read. */
  readonly note: string | null;
}

export interface ReadOptions {
  /** Characters of text that are wanted. */
  readonly limit?: number;
  /** Lines of text that are wanted. */
  readonly lines?: number;
  /** The body is still coming: it may break off anywhere. */
  readonly partial?: boolean;
}

/** How much of a body is shown, in characters. */
const SHOWN = 200_000;

/**
 * @param bytes the body as it came
 * @param contentType the header's value, if there was one
 */
export function readBody(
  bytes: Uint8Array,
  contentType: string | undefined,
  { limit = SHOWN, lines = Number.POSITIVE_INFINITY, partial = false }: ReadOptions = {},
): ReadableBody {
  if (bytes.length === 0) return { kind: 'empty', text: '', rest: 0, note: null };
  // No character has more than four bytes in an encoding of the web.
  const read = bytes.subarray(0, 4 * limit + 4);
  const cut = read.length < bytes.length;
  const decoded = decodeText(read, contentType, partial || cut);
  if (decoded === null) {
    const text = `${formatCount(bytes.length)} bytes that are not text; the raw view shows them.`;
    return { kind: 'binary', text, rest: 0, note: null };
  }
  const { text: source, note, mark, size } = decoded;
  const restAfter = (end: number) =>
    end >= source.length && !cut ? 0 : bytes.length - mark - size(source.slice(0, end));
  if (/[/+]json\b/i.test(contentType ?? '')) {
    const indented = indentJson(source, { limit, lines, partial: partial || cut });
    // Announced as JSON and is not: worth seeing as it came.
    if (indented !== null) return { kind: 'json', text: indented.text.trimEnd(), rest: restAfter(indented.end), note };
  }
  const text = firstLines(whole(source.slice(0, limit)), lines);
  return { kind: 'text', text, rest: restAfter(text.length), note };
}

/** Without half of a surrogate pair at its end. */
function whole(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last < 0xdc00 ? text.slice(0, -1) : text;
}

function firstLines(text: string, lines: number): string {
  let end = -1;
  for (let line = 0; line < lines; line += 1) {
    end = text.indexOf('\n', end + 1);
    if (end === -1) return text;
  }
  return text.slice(0, end + 1);
}
