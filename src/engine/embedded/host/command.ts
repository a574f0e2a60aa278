/** Reads the command that starts a process: `node [options] file [arguments]`. */
import type { ProcessCommand } from '../../engine.ts';
import { readCommand } from '../../shared/command.ts';
import { readArguments } from '../shared/node-arguments.ts';

export interface NodeCommand {
  readonly execArgv: readonly string[];
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Options with which node needs no file: it looks for files itself, has a text, prints something, or refuses. */
const WITHOUT_FILE = /^--(?:test|eval|version|help|v8-options|run|interactive|watch)$/;

/** @returns the parts, or a sentence that says what is wrong with the command. */
export function parseCommand(process: string, command: ProcessCommand): NodeCommand | string {
  const { line, program, words, args, env } = readCommand(command);
  if (program !== 'node') {
    return `The process "${process}" is started by "${line}". The embedded engine starts commands of the form "node file.js"; for others, choose WebContainer.`;
  }
  const { execArgv, argv, options } = readArguments(words);
  if (argv.length === 0 && !options.some(({ name }) => WITHOUT_FILE.test(name))) {
    return `The process "${process}" is started by "${line}", which names no file to run. Add one, as in "node server.js".`;
  }
  return { execArgv, argv: [...argv, ...args], env };
}
