/** Reads the command that starts a process: `node [options] file [arguments]`. */
import type { ProcessCommand } from '../../engine.ts';
import { splitNodeArguments } from '../node-arguments.ts';

export interface NodeCommand {
  readonly execArgv: readonly string[];
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Words of a command line; quotes group, as in a shell, also within a word. */
function words(line: string): string[] {
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"']|["'])+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''));
}

/** @returns the parts, or a sentence that says what is wrong with the command. */
export function parseCommand(process: string, command: ProcessCommand): NodeCommand | string {
  const line = typeof command === 'string' ? command : command.command;
  const parts = words(line);
  const env: Record<string, string> = { ...(typeof command === 'string' ? {} : command.env) };
  while (parts[0] !== undefined && /^[A-Za-z_]\w*=/.test(parts[0])) {
    const [name = '', value = ''] = parts.shift()?.split(/=(.*)/s) ?? [];
    env[name] = value;
  }
  if (parts.shift() !== 'node') {
    return `The process "${process}" is started by "${line}". The embedded engine starts commands of the form "node file.js"; for others, choose WebContainer.`;
  }
  const { execArgv, argv } = splitNodeArguments(parts);
  if (argv.length === 0) return `The process "${process}" is started by "${line}", which names no file to run. Add one, as in "node server.js".`;
  return { execArgv, argv: typeof command === 'string' ? argv : [...argv, ...(command.args ?? [])], env };
}
