/**
 * `npm run sandbox -- <folder> [--entry file] [--publish port[:host port]] [--tap text|hex] [-- arguments]`: runs a
 * folder, with its packages, in the embedded engine under headless Chromium, and behaves like `node` meanwhile: output
 * and exit code are the program's. Messages of the command itself go to standard error, after `sandbox:`.
 */
import { readFolder, findCommand } from './sandbox/entry.ts';
import { readSandboxOptions } from './sandbox/options.ts';
import { runSandbox } from './sandbox/run.ts';

try {
  const { folder, entry, publish, tap, args } = readSandboxOptions(process.argv.slice(2));
  // npm starts scripts in the folder of package.json; INIT_CWD says where it was called.
  const directory = readFolder(folder, process.env['INIT_CWD'] ?? process.cwd());
  process.exitCode = await runSandbox({
    directory,
    command: findCommand(directory, entry),
    args,
    publish,
    tap,
    env: programEnvironment(process.env),
  });
} catch (error) {
  console.error(`sandbox: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

/** The environment without the variables that npm and this command have put there. */
function programEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const own = /^(?:npm_|INIT_CWD$|NODE$|NODE_OPTIONS$|COLOR$|EDITOR$|ASTRO_|PORT3000_|PWD$|OLDPWD$|SHLVL$|_$)/;
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !own.test(entry[0]),
    ),
  );
}
