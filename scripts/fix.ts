/** `npm run fix`: mends what ESLint and Prettier can mend, and sorts words.txt; says what is left to mend by hand. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';

failPlainly(async () => {
  const words = join(root, 'words.txt');
  writeFileSync(words, sorted(readFileSync(words, 'utf8')));
  const run = (file: string, ...options: string[]) =>
    spawnSync(process.execPath, [join(root, 'node_modules', file), ...options], { cwd: root, stdio: 'inherit' }).status;
  const left = run('eslint/bin/eslint.js', '.', '--fix', '--cache', '--cache-location', '.cache/eslint/');
  const unread = run('prettier/bin/prettier.cjs', '--write', '--log-level', 'warn', '.');
  if (left !== 0 || unread !== 0)
    throw new Error('The problems above have to be mended by hand; “npm run check” shows all of them.');
});

/** Each word once, as a dictionary orders them; comments stay at the top. */
function sorted(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const words = lines.filter((line) => !line.startsWith('#'));
  const order = new Intl.Collator('en');
  return [...lines.filter((line) => line.startsWith('#')), ...[...new Set(words)].sort(order.compare), ''].join('\n');
}
