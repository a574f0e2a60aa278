/**
 * Indents JSON without reading its values: every token stays as it came. Digits that no double can hold, the order of
 * members, members of the same name and escapes are what the server sent, and a reader must see them (RFC 8259
 * sections 4 and 6 leave all of that to the receiver).
 */

export interface IndentedJson {
  readonly text: string;
  /** Where in the source it stopped: its length, unless the limit was reached. */
  readonly end: number;
}

export interface IndentOptions {
  /** Characters of output after which it stops. */
  readonly limit?: number;
  /** Lines of output after which it stops. */
  readonly lines?: number;
  /** The source is the beginning of something longer: that it breaks off is no fault. */
  readonly partial?: boolean;
}

/** What may come next. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or close' | 'end';

const LIMIT = 200_000;
const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
/** What stands where a number or a word should: all of it may be one that has been cut off. */
const UNFINISHED =
  /^(?:-?(?:(?:0|[1-9]\d*)(?:\.\d*|(?:\.\d+)?[eE][+-]?\d*)?)?|t(?:r(?:ue?)?)?|f(?:a(?:l(?:se?)?)?)?|n(?:u(?:ll?)?)?)$/;
/** Characters of a number that is looked at to see whether it has been cut off. */
const LONGEST = 400;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/**
 * @param json the text; a byte order mark must have been taken off
 * @returns `null` when what was read is not JSON (RFC 8259); what lies behind the limit is not read
 */
export function indentJson(
  json: string,
  { limit = LIMIT, lines = Number.POSITIVE_INFINITY, partial = false }: IndentOptions = {},
): IndentedJson | null {
  const stack: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let text = '';
  let at = 0;
  let count = 1;
  const line = () => {
    count += 1;
    return `\n${'  '.repeat(stack.length)}`;
  };
  /** How what has just been closed or read is followed. */
  const after = (): Expected => (stack.length === 0 ? 'end' : 'comma or close');

  for (;;) {
    at = skip(BLANK, json, at);
    if (at === json.length) return expected === 'end' || partial ? { text, end: at } : null;
    if (text.length >= limit || count > lines) return { text: text.slice(0, limit), end: at };
    const character = json[at]!;
    switch (expected) {
      case 'end':
        return null;
      case 'colon':
        if (character !== ':') return null;
        text += ': ';
        expected = 'value';
        at += 1;
        continue;
      case 'comma or close':
        if (character === ',') {
          text += `,${line()}`;
          expected = stack.at(-1) === '{' ? 'key' : 'value';
        } else {
          if (character !== (stack.at(-1) === '{' ? '}' : ']')) return null;
          stack.pop();
          text += `${line()}${character}`;
          expected = after();
        }
        at += 1;
        continue;
      case 'key or }':
      case 'value or ]':
        if (character === (expected === 'key or }' ? '}' : ']')) {
          stack.pop();
          text += character;
          expected = after();
          at += 1;
          continue;
        }
        text += line();
        expected = expected === 'key or }' ? 'key' : 'value';
        break;
      default:
    }
    if (expected === 'value' && (character === '{' || character === '[')) {
      stack.push(character);
      text += character;
      expected = character === '{' ? 'key or }' : 'value or ]';
      at += 1;
      continue;
    }
    if (character === '"') {
      const end = endOfString(json, at);
      if (end === 'broken' || (end === 'cut' && !partial)) return null;
      const stop = end === 'cut' ? json.length : end;
      const piece = json.slice(at, Math.min(stop, at + limit - Math.min(limit, text.length)));
      text += piece;
      // A string that is longer than the limit is left where the limit is.
      if (end === 'cut' || at + piece.length < stop) return { text, end: at + piece.length };
      at = end;
    } else {
      if (expected !== 'value') return null;
      if (partial && json.length - at < LONGEST && UNFINISHED.test(json.slice(at)))
        return { text: text + json.slice(at), end: json.length };
      const end = Math.max(skip(NUMBER, json, at), skip(WORD, json, at));
      if (end === at) return null;
      text += json.slice(at, end);
      at = end;
    }
    expected = expected === 'key' ? 'colon' : after();
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** @returns the index behind the string that begins at `at` */
function endOfString(json: string, at: number): number | 'broken' | 'cut' {
  for (let index = at + 1; index < json.length;) {
    const code = json.charCodeAt(index);
    if (code === 0x22) return index + 1;
    if (code < 0x20) return 'broken';
    if (code !== 0x5c) {
      index += 1;
      continue;
    }
    const next = skip(ESCAPE, json, index);
    if (next === index)
      return json.length - index < 6 && /^\\(?:u[\da-fA-F]*)?$/.test(json.slice(index)) ? 'cut' : 'broken';
    index = next;
  }
  return 'cut';
}
