import { spawnSync } from 'node:child_process';

const flag = '--expose-internals';

/**
 * Some tests need Node's internal modules, which Node gives out only when started with a flag that
 * NODE_OPTIONS does not take. Called first in a test file: starts the file again with the flag, in a child
 * that reports in the file's place, and ends this process with the child's exit code. Returns at once in
 * the child.
 * @param filename the test file's `import.meta.filename`.
 */
export function requireInternals(filename: string): void {
  if (process.execArgv.includes(flag)) return;
  const { status, error } = spawnSync(process.execPath, [...process.execArgv, flag, '--no-warnings', filename], {
    stdio: 'inherit',
  });
  if (error !== undefined) throw error;
  process.exit(status ?? 1);
}
