/** Reads the table of command-line options from the Node that runs this build, which must be the pinned one. */
import { execFileSync } from 'node:child_process';
import type { OptionTable } from '../../engine/embedded/worker/options/table.ts';

/** Runs in the pinned Node, with its internals exposed; prints JSON. */
function collect(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { internalBinding } = require('internal/test/binding') as { internalBinding(name: string): unknown };
  const { getCLIOptionsInfo, envSettings } = internalBinding('options') as {
    getCLIOptionsInfo(): {
      options: Map<string, { type: number; envVarSettings: number }>;
      aliases: Map<string, string[]>;
    };
    envSettings: { kDisallowedInEnvvar: number };
  };
  const { options, aliases } = getCLIOptionsInfo();
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Worker } = require('node:worker_threads') as typeof import('node:worker_threads');
  /**
   * Whether a thread refuses the option by name, as one of the whole process. An unknown word keeps it from starting.
   */
  const isOfProcess = (name: string, type: number): boolean => {
    const word = type > 2 ? `${name}=1` : name;
    try {
      new Worker('', { eval: true, execArgv: ['--no-such-option', word] });
    } catch (error) {
      return (error as Error).message.endsWith(`: --no-such-option, ${word}`);
    }
    throw new Error(`A thread starts with --no-such-option ${word}`);
  };
  return JSON.stringify({
    // The limit of stack traces is V8's as well, as which a thread refuses it.
    ofProcess: [...options]
      .filter(
        ([name, { type }]) =>
          name.startsWith('--') && name !== '--stack-trace-limit' && type > 1 && isOfProcess(name, type),
      )
      .map(([name]) => name),
    options: [...options].map(([name, { type, envVarSettings }]) => [
      name,
      type,
      Number(envVarSettings === envSettings.kDisallowedInEnvvar),
    ]),
    aliases: [...aliases].map(([name, words]) => [name, ...words]),
  });
}

const run = (...args: readonly string[]): string =>
  execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 26 });

export function readOptionTable(): OptionTable {
  const table = JSON.parse(
    run('--expose-internals', '--no-warnings', '-e', `process.stdout.write((${collect.toString()})())`),
  ) as Omit<OptionTable, 'v8'>;
  const v8: Record<string, string[]> = {};
  for (const [, name = '', type = ''] of run('--v8-options').matchAll(/^ {2}--([\w-]+) \(.*\n\s+type: (\w+)/gm))
    (v8[type] ??= []).push(name);
  return { ...table, v8: Object.fromEntries(Object.entries(v8).map(([type, names]) => [type, names.join(' ')])) };
}
