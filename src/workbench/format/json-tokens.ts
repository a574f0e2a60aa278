/** Splits JSON text into pieces to color. */

export interface Token {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'plain';
  readonly text: string;
}

const PIECE = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** @param json text that has been parsed before, so it is known to be JSON */
export function tokenizeJson(json: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  const plain = (until: number) => {
    if (until > end) tokens.push({ kind: 'plain', text: json.slice(end, until) });
  };
  for (const match of json.matchAll(PIECE)) {
    const [whole, string, colon, number] = match;
    plain(match.index);
    if (string !== undefined) {
      tokens.push({ kind: colon === undefined ? 'string' : 'key', text: string });
      if (colon !== undefined) tokens.push({ kind: 'plain', text: colon });
    } else {
      tokens.push({ kind: number === undefined ? 'word' : 'number', text: whole });
    }
    end = match.index + whole.length;
  }
  plain(json.length);
  return tokens;
}
