/** JSON as a page has room for it: what fits on a line is on one. */

/** Columns of a listing on paper. */
const WIDTH = 84;

/** @returns the text with its JSON, which may follow an answer's headers, in fewer lines; without JSON as it is */
export function narrowJson(text: string): string {
  const start = text.search(/^[[{]/m);
  if (start === -1) return text;
  try {
    return text.slice(0, start) + written(JSON.parse(text.slice(start)), '', 0);
  } catch {
    return text; // cut off, or several documents
  }
}

/** @param taken columns that stand before the value on its line */
function written(value: unknown, indent: string, taken: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, each]) => ({
    key: Array.isArray(value) ? '' : `${JSON.stringify(key)}: `,
    each: each as unknown,
  }));
  const [open, close, gap] = Array.isArray(value) ? ['[', ']', ''] : ['{', '}', ' '];
  if (entries.length === 0) return open + close;
  const line = `${open}${gap}${entries.map(({ key, each }) => key + written(each, '', -Infinity)).join(', ')}${gap}${close}`;
  if (taken + line.length <= WIDTH) return line;
  const inner = `${indent}  `;
  const lines = entries.map(({ key, each }) => `${inner}${key}${written(each, inner, inner.length + key.length + 1)}`);
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
