/** `npm run headers -- nginx|caddy|vercel [--out folder]`: prints a configuration for the built site. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHeadersFile } from '../src/build/headers.ts';
import { configurationFor, servers } from '../src/build/hosting.ts';
import { root } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';
import { readOptions } from './lib/options.ts';

failPlainly(async () => {
  const [word, ...words] = process.argv.slice(2);
  const server = servers.find((name) => name === word);
  if (server === undefined)
    throw new Error(
      `Which server? Say one of ${servers.join(', ')}: npm run headers -- nginx. Netlify and Cloudflare read the built site’s _headers.`,
    );
  const { out } = readOptions(words, ['out']);
  const file = join(root, out, '_headers');
  if (!existsSync(file)) throw new Error(`There is no built site in ${out}/. Run “npm run build” first.`);
  process.stdout.write(configurationFor(server, readHeadersFile(readFileSync(file, 'utf8'))));
});
