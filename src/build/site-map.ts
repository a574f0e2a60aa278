/**
 * Writes `sitemap.xml` (sitemaps.org, protocol 0.9) into the built site, and names it in `robots.txt`. Both need whole
 * addresses, so they are made only when the build was told the site's origin.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { siteRoot } from './site-root.ts';

export function siteMap(): AstroIntegration {
  let root: URL | undefined;
  return {
    name: 'port3000-site-map',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = siteRoot(config);
      },
      'astro:build:done': ({ dir, pages }) => {
        if (root === undefined) return;
        const folder = fileURLToPath(dir);
        const addresses = pages
          .map(({ pathname }) => new URL(pathname, root).href)
          .filter((url) => !/\/(?:404|offline)\b/.test(url));
        writeFileSync(join(folder, 'sitemap.xml'), siteMapOf(addresses));
        appendFileSync(join(folder, 'robots.txt'), `\nSitemap: ${new URL('sitemap.xml', root).href}\n`);
      },
    },
  };
}

function siteMapOf(addresses: readonly string[]): string {
  const urls = addresses.toSorted().map((address) => `<url><loc>${address.replaceAll('&', '&amp;')}</loc></url>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...urls,
    '</urlset>\n',
  ].join('\n');
}
