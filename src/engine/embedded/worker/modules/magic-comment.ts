/** The value of a comment on a source's last line: its name in stack traces, or where its source map is. */
export function magicComment(source: string, name: 'sourceURL' | 'sourceMappingURL'): string | undefined {
  const last = source.slice(source.lastIndexOf('\n', source.length - 2) + 1);
  return new RegExp(`^//# ${name}=(\\S+)\\s*$`).exec(last)?.[1];
}
