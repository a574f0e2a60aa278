/** Runs in the container before a program that uses `node:sqlite`: the name then means `sqlite.cjs` beside this file. */
import module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const file = join(__dirname, 'sqlite.cjs');
const url = pathToFileURL(file).href;
const isSqlite = (name: string): boolean => name === 'node:sqlite';

if (typeof module.registerHooks !== 'function') {
  process.stderr.write(
    `node:sqlite could not be replaced: that needs Node 22.15 or later, and this is ${process.version}.\n`,
  );
} else {
  module.registerHooks({
    resolve: (specifier, context, next) =>
      isSqlite(specifier) ? { url, format: 'commonjs', shortCircuit: true } : next(specifier, context),
  });
  const getBuiltinModule = process.getBuiltinModule.bind(process);
  process.getBuiltinModule = ((name: string) =>
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- it answers at once, which import() does not
    isSqlite(name) ? (require(file) as unknown) : getBuiltinModule(name)) as typeof getBuiltinModule;
}
