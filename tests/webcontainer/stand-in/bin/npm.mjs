// The stand-in's npm: prints what npm prints, and takes packages out of this repository's node_modules.
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [command, ...words] = process.argv.slice(2);
const modules = join(import.meta.dirname, '../../../../node_modules');
const own = JSON.parse(existsSync('package.json') ? readFileSync('package.json', 'utf8') : '{}');

if (command === 'install') {
  const asked = words.filter((word) => !word.startsWith('-')).map((word) => word.replace(/(?<=.)@.*/, ''));
  const names = [...new Set([...Object.keys(own.dependencies ?? {}), ...asked])];
  const missing = names.find((name) => !existsSync(join(modules, name)));
  if (missing !== undefined) {
    console.error('npm error code E404');
    console.error(`npm error 404 Not Found - GET https://registry.npmjs.org/${missing} - Not found`);
    process.exit(1);
  }
  for (const name of names) {
    const target = join('node_modules', name);
    mkdirSync(dirname(target), { recursive: true });
    if (!existsSync(target)) symlinkSync(join(modules, name), target, 'dir');
  }
  console.log(`\nadded ${names.length} packages in 1s`);
} else {
  console.error(`Unknown command: "${command}"`);
  process.exit(1);
}
