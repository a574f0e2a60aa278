/** Rows as text, a column as wide as its widest value. */
export function table(found) {
  const lines = [Object.keys(found[0] ?? { none: '' }), ...found.map(Object.values)];
  const wide = lines[0].map((_, i) => Math.max(...lines.map((l) => `${l[i]}`.length)));
  const line = (l) =>
    l.map((value, i) => `${value}`.padEnd(wide[i])).join('  ').trimEnd();
  return `${lines.map(line).join('\n')}\n`;
}
