/**
 * `npm start [-- --port 8080] [-- --base /book/] [-- --skip-build]`: builds the site, serves it and
 * prints the address. On port 3000, or the next one that is free.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite, root } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';
import { readOptions } from './lib/options.ts';
import { serveStatic } from './lib/static-server.ts';

failPlainly(async () => {
  const { base, out, port, skipBuild } = readOptions(process.argv.slice(2), ['base', 'out', 'port', 'skip-build']);
  const folder = join(root, out);
  if (!skipBuild) {
    console.log('Building the site; this takes half a minute.');
    await buildSite({ base, site: null, out });
  } else if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no built site in ${out}/. Run “npm start” without --skip-build.`);
  }
  const site = await serveStatic(folder, base, port, 100);
  if (site.port !== port) console.log(`Port ${port} is taken.`);
  console.log(`\nPort 3000 is open: ${site.url}\nStop it with Ctrl+C.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void site.close());
  }
});
