/** Options that are not on the command line: NODE_OPTIONS, and the files of `--env-file`. */
import type { NodeOption } from '../../shared/node-arguments.ts';
import { parseEnv } from '../text/dotenv.ts';

/**
 * The words of NODE_OPTIONS (ParseNodeOptionsEnvVar in src/node_options.cc): spaces divide, double quotes group,
 * and backslashes escape within them.
 * @returns a sentence when the text cannot be read
 */
export function wordsOf(text: string): string[] | string {
  const words: string[] = [];
  let quoted = false;
  let fresh = true;
  for (let index = 0; index < text.length; index += 1) {
    let character = text.charAt(index);
    if (quoted && character === '\\') {
      if (index + 1 === text.length) return 'invalid value for NODE_OPTIONS (invalid escape)\n';
      character = text.charAt((index += 1));
    } else if (!quoted && character === ' ') {
      fresh = true;
      continue;
    } else if (character === '"') {
      quoted = !quoted;
      continue;
    }
    if (fresh) words.push(character);
    else words[words.length - 1] += character;
    fresh = false;
  }
  return quoted ? 'invalid value for NODE_OPTIONS (unterminated string)\n' : words;
}

/**
 * Values of options that variables besides NODE_OPTIONS set (HandleEnvOptions in src/node_options.cc). The option
 * `--redirect-warnings` goes before its variable.
 */
export function valuesOfVariables(env: Readonly<Record<string, string>>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of ['pending-deprecation', 'preserve-symlinks', 'preserve-symlinks-main']) {
    if (env[`NODE_${name.replaceAll('-', '_').toUpperCase()}`] === '1') values[`--${name}`] = true;
  }
  if (env['NODE_REDIRECT_WARNINGS'] !== undefined) values['--redirect-warnings'] = env['NODE_REDIRECT_WARNINGS'];
  return values;
}

export interface EnvironmentFiles {
  readonly env: Readonly<Record<string, string>>;
  /** Sentences about files that may be missing. */
  readonly remarks: readonly string[];
  /** A sentence about a file that must not be missing, and is. */
  readonly problem: string | undefined;
}

/** Reads the files that options name; later ones win. */
export function readEnvironmentFiles(
  options: readonly NodeOption[],
  readFile: (path: string) => string | undefined,
): EnvironmentFiles {
  const env: Record<string, string> = {};
  const remarks: string[] = [];
  for (const { name, value } of options) {
    if (value === undefined || !/^--env-file(?:-if-exists)?$/.test(name)) continue;
    const text = readFile(value);
    if (text !== undefined) Object.assign(env, parseEnv(text));
    else if (name === '--env-file') return { env, remarks, problem: `${value}: not found` };
    else remarks.push(`${value} not found. Continuing without it.`);
  }
  return { env, remarks, problem: undefined };
}
