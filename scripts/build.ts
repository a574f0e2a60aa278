/**
 * `npm run build [-- --base /book/] [-- --out folder]`: builds the site into `dist`.
 * `PORT3000_BASE` and `PORT3000_OUT` in the environment stand for the two options.
 */
import { buildSite } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';
import { readOptions } from './lib/options.ts';

failPlainly(async () => {
  const { base, out } = readOptions(process.argv.slice(2), ['base', 'out']);
  await buildSite({ base, out });
  console.log(`The site for ${base} is in ${out}/; any static host can serve it as it is.`);
});
