/**
 * `npm run dev [-- --port 8080]`: the site while it is written. Changes to chapters and sandboxes show
 * at once; the search needs a build.
 */
import { astro } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';
import { readOptions } from './lib/options.ts';

failPlainly(async () => {
  const { base, port } = readOptions(process.argv.slice(2), ['base', 'port']);
  process.exitCode = await astro(['dev', '--port', String(port)], { PORT3000_BASE: base });
});
