/** `npm run anchors [--out folder]`: adds the addresses of the built site to the list of those that are published. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLISHED, lostOf, placesOf, readAnchors } from '../src/build/anchors.ts';
import { root } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';
import { readOptions } from './lib/options.ts';

failPlainly(async () => {
  const { out } = readOptions(process.argv.slice(2), ['out']);
  const folder = join(root, out);
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(`There is no built site in ${out}/. Run “npm run build” first.`);
  const list = join(root, PUBLISHED);
  const published = readAnchors(readFileSync(list, 'utf8'));
  const all = new Set([...published, ...placesOf(folder)]);
  writeFileSync(list, `${[...all].sort().join('\n')}\n`);
  console.log(`${PUBLISHED}: ${all.size} addresses, ${all.size - published.length} of them new.`);
  const lost = lostOf(folder, published);
  if (lost.length > 0) throw new Error(`These were published, and lead nowhere now:\n${lost.join('\n')}`);
});
