// @ts-check
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { answers } from './src/build/bank/answers.ts';
import { listingTransformer, theme } from './src/build/listings.ts';
import { book } from './src/build/book.ts';
import { feed } from './src/build/changes/feed.ts';
import { engine } from './src/build/engine-files.ts';
import { fetchFirst } from './src/build/fetch-first/plugin.ts';
import { fonts } from './src/build/fonts.ts';
import { isolation } from './src/build/headers.ts';
import { responseHeaders } from './src/build/headers-file.ts';
import { licenses } from './src/build/licenses.ts';
import { offline } from './src/build/offline.ts';
import { search } from './src/build/search/search.ts';
import { siteMap } from './src/build/site-map.ts';

// `npm run build -- --base /book/` sets these through scripts/build.ts.
const base = process.env['PORT3000_BASE'] ?? '/';
/** The origin that the site is served from, if the build was told: whole addresses need it. */
const site = process.env['PORT3000_SITE'] || undefined;
const outDir = process.env['PORT3000_OUT'] ?? './dist';

export default defineConfig({
  base,
  ...(site !== undefined && { site }),
  outDir,
  output: 'static',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  // One style sheet for all pages: the second chapter a reader opens has it already.
  build: { format: 'directory', inlineStylesheets: 'never' },
  prefetch: false,
  markdown: {
    syntaxHighlight: 'shiki',
    shikiConfig: { theme, transformers: [listingTransformer] },
  },
  integrations: [
    mdx(),
    fonts(),
    book(),
    engine(),
    licenses(),
    responseHeaders(),
    search(),
    answers(),
    siteMap(),
    feed(),
    offline(),
  ],
  vite: {
    plugins: [fetchFirst],
    server: { headers: isolation, watch: { ignored: ['**/.cache/**', '**/dist/**'] } },
    build: {
      assetsInlineLimit: 0,
      target: 'es2022',
      rolldownOptions: {
        // Astro's own marks in its generated modules; nothing an author could change.
        onLog: (level, log, handler) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handler(level, log)),
      },
    },
  },
});
