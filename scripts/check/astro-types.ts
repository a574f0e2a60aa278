/**
 * Checks the types of the components (`.astro`), which only Astro's language server can read. TypeScript's files are
 * left out: its native compiler checks them in a fifth of the time (scripts/check.ts).
 */
import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AstroCheck } from '@astrojs/language-server';
import { root } from '../lib/build-site.ts';

const typescript = createRequire(import.meta.url).resolve('typescript');
const components = globSync('src/**/*.astro', { cwd: root }).map((file) => join(root, file));
const { errors, fileChecked } = await new AstroCheck(root, typescript, join(root, 'tsconfig.json')).lint({
  fileNames: components,
  logErrors: { level: 'error' },
});
if (errors > 0 || fileChecked === 0) {
  console.error(`${errors} errors in ${fileChecked} of ${components.length} components.`);
  process.exitCode = 1;
}
