/** Writes `_headers` into the built site: the headers that its pages turn out to need. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { headerRules, headersFile, type SiteFacts } from './headers.ts';
import { attribute, elements, find, parseHtml, type Element } from './html.ts';

export function responseHeaders(): AstroIntegration {
  let base = '/';
  return {
    name: 'port3000-headers',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        writeFileSync(join(folder, '_headers'), headersFile(headerRules(readSite(folder, base))));
      },
    },
  };
}

/** @param folder the built site, with the engine's files in it */
export function readSite(folder: string, base: string): SiteFacts {
  const inlineScripts = new Set<string>();
  const sandboxPages: string[] = [];
  for (const file of globSync('**/*.html', {
    cwd: folder,
    exclude: (path) => /^(_engine|pagefind)\b/.test(path),
  }).sort()) {
    const page = parseHtml(readFileSync(join(folder, file), 'utf8'));
    for (const script of inlineScriptsOf(page))
      inlineScripts.add(`sha256-${createHash('sha256').update(script).digest('base64')}`);
    if (find(page, ({ tagName }) => tagName === 'live-sandbox') !== undefined)
      sandboxPages.push(`/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`);
  }
  return { base, inlineScripts: [...inlineScripts].sort(), sandboxPages, frame: readFrame(folder) };
}

/** @returns the texts of the scripts that a page runs without loading them */
export function inlineScriptsOf(page: Element): string[] {
  const scripts = [...elements(page)].filter(
    (element) => element.tagName === 'script' && attribute(element, 'src') === undefined,
  );
  // A script element with another type is data, which no policy concerns.
  return scripts
    .filter((script) => ['', 'module', 'text/javascript'].includes(attribute(script, 'type') ?? ''))
    .map((script) => script.childNodes.map((node) => ('value' in node ? node.value : '')).join(''));
}

function readFrame(folder: string): SiteFacts['frame'] {
  const { frame } = JSON.parse(readFileSync(join(folder, '_engine/manifest.json'), 'utf8')) as {
    readonly frame: string;
  };
  const meta = find(
    parseHtml(readFileSync(join(folder, '_engine', frame), 'utf8')),
    (element) => attribute(element, 'http-equiv') === 'Content-Security-Policy',
  );
  const policy = meta === undefined ? undefined : attribute(meta, 'content');
  if (policy === undefined)
    throw new Error(
      `_engine/${frame} has no policy of its own: its <meta http-equiv="Content-Security-Policy"> is missing.`,
    );
  return { file: `_engine/${frame}`, policy };
}
