/**
 * `npm run build [-- --base /book/] [-- --site https://example.com] [-- --out folder]`: builds the site into `dist`.
 * `PORT3000_BASE`, `PORT3000_SITE` and `PORT3000_OUT` in the environment stand for the options.
 */
import { buildSite } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';
import { readOptions } from './lib/options.ts';

failPlainly(async () => {
  const { base, site, out } = readOptions(process.argv.slice(2), ['base', 'site', 'out']);
  await buildSite({ base, site, out });
  console.log(`The site for ${base} is in ${out}/; any static host can serve it as it is.`);
});
