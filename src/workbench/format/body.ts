/** A body for people: text when it is text, JSON indented. */

export interface ReadableBody {
  readonly kind: 'empty' | 'json' | 'text' | 'binary';
  /** JSON is indented; of binary content a sentence. */
  readonly text: string;
}

/** How much of a body is shown, in characters. */
const SHOWN = 200_000;

/**
 * @param bytes the body as it came
 * @param contentType the header's value, if there was one
 */
export function readBody(bytes: Uint8Array, contentType: string | undefined): ReadableBody {
  if (bytes.length === 0) return { kind: 'empty', text: '' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'binary', text: `${bytes.length} bytes that are not text; the raw view shows them.` };
  }
  if (/[/+]json\b/i.test(contentType ?? '')) {
    try {
      return { kind: 'json', text: cut(JSON.stringify(JSON.parse(text), null, 2)) };
    } catch {
      // Announced as JSON and is not: worth seeing as it came.
    }
  }
  return { kind: 'text', text: cut(text) };
}

function cut(text: string): string {
  return text.length <= SHOWN
    ? text
    : `${text.slice(0, SHOWN)}\n… (${text.length - SHOWN} more characters are not shown)`;
}
