/** A command line as a shell reads it: variables, a program and its words. */
import type { ProcessCommand } from '../engine.ts';

export interface Command {
  /** The command line as it was written. */
  readonly line: string;
  /** The program; empty if the line names none. */
  readonly program: string;
  readonly words: readonly string[];
  /** Further arguments, which are no part of the line. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The words of a line; quotes group, even within a word. */
function split(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"']|["'])+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
  );
}

export function readCommand(command: ProcessCommand): Command {
  const { command: line, env: given = {}, args = [] } = typeof command === 'string' ? { command } : command;
  const words = split(line);
  const env: Record<string, string> = { ...given };
  while (words[0] !== undefined && /^[A-Za-z_]\w*=/.test(words[0])) {
    const [name = '', value = ''] = words.shift()?.split(/=(.*)/s) ?? [];
    env[name] = value;
  }
  return { line, program: words.shift() ?? '', words, args, env };
}
