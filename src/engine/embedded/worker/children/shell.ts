/**
 * As much of `/bin/sh -c`, which `exec()` calls, as it takes to start one program: words, quotes, variables and
 * assignments in front (POSIX.1-2024, XCU 2.2, 2.6.2, 2.9.1). The engine has no shell, and no program but node.
 */

export interface SimpleCommand {
  readonly env: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

const PART =
  /\\(?<escaped>[\s\S])|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[\s\S])*)"|(?<plain>[^\s\\'"|&;<>()`*?#~]+)|(?<space>[ \t]+)|(?<other>[\s\S])/y;
const VARIABLE = /\$(?:(\w+)|\{(\w+)\})/g;

/** @returns undefined for a command that needs a shell: operators, substitutions, patterns */
export function parseShellCommand(
  line: string,
  variables: Readonly<Record<string, string>>,
): SimpleCommand | undefined {
  const expand = (text: string): string =>
    text.replace(VARIABLE, (_, plain?: string, braced?: string) => variables[plain ?? braced ?? ''] ?? '');
  const words: string[] = [];
  let word: string | undefined;
  PART.lastIndex = 0;
  const text = line.trim();
  while (PART.lastIndex < text.length) {
    const { escaped, single, double, plain, space } = PART.exec(text)?.groups ?? {};
    if (escaped !== undefined) word = (word ?? '') + escaped;
    else if (single !== undefined) word = (word ?? '') + single;
    else if (double !== undefined) {
      if (/`|\$\(/.test(double)) return undefined;
      word = (word ?? '') + expand(double).replace(/\\([$`"\\])/g, '$1');
    } else if (plain !== undefined) {
      if (plain.includes('$') && !/^(?:[^$]|\$\w|\$\{\w+\})*$/.test(plain)) return undefined;
      word = (word ?? '') + expand(plain);
    } else if (space !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else return undefined;
  }
  if (word !== undefined) words.push(word);
  const env: Record<string, string> = {};
  while (/^[A-Za-z_]\w*=/.test(words[0] ?? '')) {
    const [name = '', value = ''] = words.shift()?.split(/=(.*)/s) ?? [];
    env[name] = value;
  }
  if (words[0] === 'exec') words.shift();
  return { env, words };
}
