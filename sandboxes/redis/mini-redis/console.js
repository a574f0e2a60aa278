/** The words of a line; "two words" are one. */
export function split(line) {
  const words = line.trim().match(/"[^"]*"|\S+/g) ?? [];
  return words.map((word) => word.replace(/^"(.*)"$/, '$1'));
}

/** Writes an answer as redis-cli does, without the names of numbers. */
export function show(value, indent = '') {
  if (value === null) return '(nil)';
  if (value instanceof Error) return `(error) ${value.message}`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  const items = Array.isArray(value)
    ? value.map((item, i) => {
        const number = `${i + 1}) `;
        return number + show(item, indent + ' '.repeat(number.length));
      })
    : Object.entries(value).map(([key, item]) => `${key} => ${show(item, indent)}`);
  return items.length === 0 ? '(empty)' : items.join(`\n${indent}`);
}
