/**
 * Writes `feed.xml`, the feed of what is new (Atom, RFC 4287), into the built site. Its entries have whole addresses, so
 * it is made only when the build was told the site's origin.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { siteRoot } from '../site-root.ts';
import { readChanges, type Change } from './changes.ts';

export function feed(): AstroIntegration {
  let site: URL | undefined;
  return {
    name: 'port3000-feed',
    hooks: {
      'astro:config:done': ({ config }) => {
        site = siteRoot(config);
      },
      'astro:build:done': ({ dir }) => {
        if (site !== undefined)
          writeFileSync(join(fileURLToPath(dir), 'feed.xml'), feedOf(readChanges(process.cwd()), site));
      },
    },
  };
}

/**
 * @param changes what is new, the newest first
 * @param site the address of the book's first page
 * @returns the feed. An entry's address is its id (RFC 4287, section 4.2.6), and a day in it begins at 00:00 UTC.
 */
export function feedOf(changes: readonly Change[], site: URL): string {
  const page = new URL('new/', site).href;
  const self = new URL('feed.xml', site).href;
  const entries = changes.map(({ date, title, text, chapters, id }) => {
    const names = chapters.map(({ number, title: name }) => `Chapter ${number}: ${name}.`);
    const address = `${page}#${id}`;
    return `<entry>
<id>${address}</id>
<title>${escape(title)}</title>
<updated>${date}T00:00:00Z</updated>
<link href="${address}"/>
<content type="text">${escape([text.replaceAll(/[`*]/g, ''), ...names].join('\n'))}</content>
</entry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${page}</id>
<title>Port 3000: what is new</title>
<updated>${changes[0]?.date ?? '1970-01-01'}T00:00:00Z</updated>
<author><name>Port 3000</name></author>
<link rel="self" href="${self}" type="application/atom+xml"/>
<link href="${page}"/>
${entries.join('\n')}
</feed>
`;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
