/** Puts `page.ts` in the place of Vite's own helper, which every dynamic import of a built page goes through. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

/** How Vite calls the module with the helper (vite/src/node/plugins/importAnalysisBuild.ts). */
const HELPER = '\0vite/preload-helper.js';

export const fetchFirst = {
  name: 'port3000-fetch-first',
  enforce: 'pre' as const,
  load(id: string): string | undefined {
    if (id !== HELPER) return undefined;
    return stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'page.ts'), 'utf8'));
  },
};
