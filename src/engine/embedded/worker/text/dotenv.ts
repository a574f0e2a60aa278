/** dotenv's rules as Node has them (src/node_dotenv.cc). */
export function parseEnv(content: string): Record<string, string> {
  const values: Record<string, string> = {};
  const line = /^[^\S\n]*(?:export[^\S\n]+)?([^=#\s]+)[^\S\n]*=[^\S\n]*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\n#]*))/gm;
  for (const [, key = '', double, single, back, bare] of content.replace(/\r\n?/g, '\n').matchAll(line)) {
    values[key] = double?.replace(/\\n/g, '\n') ?? single ?? back ?? (bare ?? '').trim();
  }
  return values;
}
