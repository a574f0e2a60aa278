/** Reads the command that starts a process: `node [options] file [arguments]`. */
import type { ProcessCommand } from '../../engine.ts';
import { readCommand } from '../../shared/command.ts';
import { splitNodeArguments } from '../node-arguments.ts';

export interface NodeCommand {
  readonly execArgv: readonly string[];
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** @returns the parts, or a sentence that says what is wrong with the command. */
export function parseCommand(process: string, command: ProcessCommand): NodeCommand | string {
  const { line, program, words, args, env } = readCommand(command);
  if (program !== 'node') {
    return `The process "${process}" is started by "${line}". The embedded engine starts commands of the form "node file.js"; for others, choose WebContainer.`;
  }
  const { execArgv, argv } = splitNodeArguments(words);
  // The test runner looks for files by itself.
  if (argv.length === 0 && !execArgv.includes('--test')) return `The process "${process}" is started by "${line}", which names no file to run. Add one, as in "node server.js".`;
  return { execArgv, argv: [...argv, ...args], env };
}
