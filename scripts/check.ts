/**
 * `npm run check`: types, ESLint, Prettier, spelling, terminology, the style of chapters and subjects of commits,
 * side by side. One line for each, and the details of what failed. `npm run fix` mends what can be mended.
 */
import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { longSubjects, type Skipped } from './check/commit-subjects.ts';
import { printed, type Finding } from './check/finding.ts';
import { wrongStyle } from './check/mdx-style.ts';
import { readTerms, wrongTerms } from './check/terminology.ts';
import { root } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';

/** @returns the problems as text, "" when there are none, or why the check was skipped */
type Check = () => Promise<string | Skipped>;

/** Runs a program of the repository or of node_modules with this Node. */
const tool =
  (file: string, ...words: string[]): Check =>
  () =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(root, file), ...words], {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let text = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (part) => (text += part));
      child.on('error', reject);
      child.on('close', (code) => resolve(code === 0 ? '' : text.trim() || `${file} ended with code ${code}.`));
    });

/** A check of the text of each file. */
const each =
  (patterns: string[], look: (file: string, text: string) => Finding[]): Check =>
  async () =>
    printed(
      globSync(patterns, { cwd: root })
        .sort()
        .flatMap((file) => look(file, readFileSync(join(root, file), 'utf8'))),
    );

const CHAPTERS = 'content/**/*.mdx';
const terms = readTerms();
const astroTypes = tool('node_modules/astro/bin/astro.mjs', 'sync');

/** The checks, long ones first, so that short ones fill the time that is left. */
const checks: Readonly<Record<string, Check>> = {
  ESLint: tool(
    'node_modules/eslint/bin/eslint.js',
    '.',
    '--cache',
    '--cache-location',
    '.cache/eslint/',
    '--max-warnings',
    '0',
  ),
  // The native compiler; the other tools that read types (ESLint, Astro's language server) need the one in JavaScript.
  types: tool('node_modules/typescript-7/bin/tsc', '--noEmit', '--pretty', 'false'),
  'types of components': tool('scripts/check/astro-types.ts'),
  spelling: tool(
    'node_modules/cspell/bin.mjs',
    '--no-progress',
    '--no-summary',
    '--cache',
    '--cache-location',
    '.cache/cspell',
    '.',
  ),
  Prettier: tool(
    'node_modules/prettier/bin/prettier.cjs',
    '--check',
    '--cache',
    '--cache-location',
    '.cache/prettier',
    '.',
  ),
  terminology: each([CHAPTERS, '*.md', 'docs/**/*.md'], (file, text) => wrongTerms(file, text, terms)),
  'style of chapters': each([CHAPTERS], wrongStyle),
  'subjects of commits': async () => {
    const found = longSubjects(root);
    return Array.isArray(found) ? found.join('\n') : found;
  },
};

failPlainly(async () => {
  // ESLint reads the types that Astro makes of the content.
  if (!existsSync(join(root, '.astro/types.d.ts'))) {
    const wrong = await astroTypes();
    if (typeof wrong === 'string' && wrong !== '') throw new Error(`“astro sync” failed:\n${wrong}`);
  }
  const waiting = Object.entries(checks);
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, check] = next;
      const start = performance.now();
      const wrong = await check();
      const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
      if (typeof wrong !== 'string') console.log(`- ${name}: skipped, ${wrong.skipped}`);
      else if (wrong === '') console.log(`✓ ${name} (${seconds})`);
      else {
        failed.push(name);
        console.log(`✗ ${name} (${seconds})\n${wrong.replace(/^/gm, '    ')}`);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
  if (failed.length === 0) return;
  throw new Error(`${failed.join(', ')} failed. “npm run fix” mends what ESLint and Prettier can mend.`);
});
