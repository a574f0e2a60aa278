/**
 * The site's fonts: IBM Plex with the characters that the book uses and no others, which halves the files. They are
 * made before a build, into `.cache/fonts`, where `styles/fonts.css` finds them.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { AstroIntegration } from 'astro';
import subset from 'subset-font';
import { catalogue } from '../sandbox/catalogue/catalogue.ts';

const root = process.cwd();
const cache = join(root, '.cache/fonts');
const FONTS = ['sans-latin-400', 'sans-latin-600', 'mono-latin-400'] as const;
/** Sources of the text that readers see, besides chapters and sandboxes. */
const SOURCES = ['src/book.ts', 'src/components', 'src/pages', 'src/workbench'];
const TEXT_FILES = new Set(['.astro', '.ts']);
/** The OpenType features that are kept: kerning and ligatures. The site uses no alternates and fractions. */
const FEATURES = ['ccmp', 'kern', 'liga', 'locl', 'mark', 'mkmk'];

export function fonts(): AstroIntegration {
  return {
    name: 'port3000-fonts',
    hooks: {
      'astro:config:setup': async () => {
        const characters = charactersOf(root);
        await Promise.all(FONTS.map((name) => write(name, characters)));
      },
    },
  };
}

/** @returns every character the book's text contains, and all that a keyboard has, in order */
export function charactersOf(repository: string): string {
  const found = new Set<string>();
  for (let code = 0x20; code < 0x7f; code += 1) found.add(String.fromCharCode(code));
  const add = (text: string) => {
    for (const character of text) found.add(character);
  };
  for (const source of SOURCES) for (const file of textFiles(join(repository, source))) add(readFileSync(file, 'utf8'));
  const { chapters, sandboxes } = catalogue(repository);
  for (const { written } of chapters) add(written?.source ?? '');
  for (const sandbox of sandboxes) add(JSON.stringify(sandbox));
  return [...found]
    .filter((character) => character >= ' ')
    .sort()
    .join('');
}

function textFiles(path: string): string[] {
  if (extname(path) !== '') return TEXT_FILES.has(extname(path)) && existsSync(path) ? [path] : [];
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && TEXT_FILES.has(extname(entry.name)) && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

async function write(name: (typeof FONTS)[number], characters: string): Promise<void> {
  const [family] = name.split('-');
  const source = readFileSync(
    join(root, `node_modules/@fontsource/ibm-plex-${family}/files/ibm-plex-${name}-normal.woff2`),
  );
  const key = createHash('sha256').update(source).update(characters).update(FEATURES.join()).update('2').digest('hex');
  const target = join(cache, `${name}.woff2`);
  const mark = join(cache, `${name}.key`);
  if (existsSync(target) && existsSync(mark) && readFileSync(mark, 'utf8') === key) return;
  const smaller = await subset(source, characters, { targetFormat: 'woff2', keepFeatures: FEATURES, noHinting: true });
  mkdirSync(cache, { recursive: true });
  writeFileSync(target, smaller);
  writeFileSync(mark, key);
}
