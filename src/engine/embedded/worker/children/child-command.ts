/** What a program asks `child_process` to run, as far as it can be run: the only program there is is node. */
import { readArguments, type NodeArguments } from '../../shared/node-arguments.ts';
import { parseShellCommand } from './shell.ts';

interface ChildCommand extends NodeArguments {
  readonly argv0: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * @param args the first is what the program is to be called
 * @param envPairs `NAME=value`; the environment of the process that asks when left out
 * @returns undefined when it cannot be started (ENOENT)
 */
export type ReadCommand = (
  file: string,
  args: readonly string[] | undefined,
  envPairs: readonly string[] | undefined,
) => ChildCommand | undefined;

const NODE = /^(?:node|\/usr\/(?:local\/)?bin\/node)$/;
const SHELL = /^(?:\/bin\/|\/usr\/bin\/)?(?:sh|bash|dash)$/;

export function commandReader(
  environment: () => Readonly<Record<string, string>>,
  notice: (text: string) => void,
): ReadCommand {
  function shellCommand(line: string, env: Readonly<Record<string, string>>): ChildCommand {
    const command = parseShellCommand(line, env);
    const [program = '', ...args] = command?.words ?? [];
    if (command && NODE.test(program))
      return { ...readArguments(args), argv0: program, env: { ...env, ...command.env } };
    notice(
      command
        ? `${program} cannot be started: node is the only program in the embedded engine.`
        : `The embedded engine has no shell: it runs commands of the form "node file.js arguments", and this is not one: ${line}`,
    );
    // A shell says so, and ends with exit code 127.
    const text = `/bin/sh: 1: ${command ? program : line}: not found\n`;
    return {
      execArgv: ['-e', `process.stderr.write(${JSON.stringify(text)}); process.exitCode = 127;`],
      argv: [],
      argv0: 'node',
      env,
    };
  }

  return (file, given = [file], envPairs) => {
    const args = given.map(String); // URLs, too
    const env = envPairs
      ? Object.fromEntries(envPairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string]))
      : environment();
    if (NODE.test(file)) return { ...readArguments(args.slice(1)), argv0: args[0] ?? file, env };
    if (SHELL.test(file) && args[1] === '-c') return shellCommand(args[2] ?? '', env);
    notice(
      `${file} cannot be started: node is the only program in the embedded engine. Start it with node, run the sandbox in WebContainer, or download it and run it in Node itself.`,
    );
    return undefined;
  };
}
