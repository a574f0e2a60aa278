/** A bare site around the sandbox components, with the fake engine (`fake-engine.ts`). */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'astro/config';
import { fetchFirst } from '../../src/build/fetch-first/plugin.ts';

const fake = fileURLToPath(new URL('fake-engine.ts', import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  outDir: fileURLToPath(new URL('../../.cache/harness', import.meta.url)),
  cacheDir: fileURLToPath(new URL('../../.cache/harness-cache', import.meta.url)),
  vite: {
    cacheDir: fileURLToPath(new URL('../../.cache/harness-vite', import.meta.url)),
    plugins: [
      fetchFirst,
      {
        name: 'fake-engine',
        enforce: 'pre',
        resolveId: (source) => (/\/engine\/(embedded|webcontainer)\/engine\.ts$/.test(source) ? fake : null),
      },
    ],
  },
});
