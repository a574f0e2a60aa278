/** The words after `node` on a command line: its options, then the program and what that is given. */

/** Options that take their value as the next word. */
const WITH_VALUE = new Set([
  '--import', '--require', '-r', '--env-file', '--conditions', '-C', '--stack-trace-limit', '--unhandled-rejections', '--input-type', '--title',
  '--eval', '-e', '--print', '-p', '-pe',
  '--test-reporter', '--test-reporter-destination', '--test-name-pattern', '--test-skip-pattern', '--test-concurrency', '--test-timeout', '--test-isolation',
]);

const SHORT: Readonly<Record<string, string>> = { '-r': '--require', '-C': '--conditions', '-e': '--eval', '-c': '--check', '-v': '--version' };
const PRINTS = new Set(['-p', '-pe', '--print']);

export interface NodeArguments {
  readonly execArgv: readonly string[];
  readonly argv: readonly string[];
}

export function splitNodeArguments(words: readonly string[]): NodeArguments {
  let index = 0;
  for (; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--' || !/^-./.test(word)) break;
    if (WITH_VALUE.has(word) && index + 1 < words.length) index += 1;
  }
  return { execArgv: words.slice(0, index), argv: words.slice(words[index] === '--' ? index + 1 : index) };
}

/** Options under their long names, each with its value: `--name`, or `--name=value`. */
export function longOptions(execArgv: readonly string[]): string[] {
  const options: string[] = [];
  for (let index = 0; index < execArgv.length; index += 1) {
    const word = execArgv[index] ?? '';
    const name = SHORT[word] ?? word;
    const value = WITH_VALUE.has(word) ? execArgv[(index += 1)] : undefined;
    if (PRINTS.has(name)) options.push('--print', ...(value === undefined ? [] : [`--eval=${value}`]));
    else options.push(value === undefined ? name : `${name}=${value}`);
  }
  return options;
}
