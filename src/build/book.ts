/**
 * Chapters and sandboxes as a build sees them: checked before it, watched while an author works. Add
 * `book()` to the integrations of the Astro configuration.
 */
import { sep } from 'node:path';
import type { AstroIntegration } from 'astro';
import { catalogue } from '../sandbox/catalogue/catalogue.ts';
import { quotationProblems } from './quotations/check.ts';

export function book(): AstroIntegration {
  return {
    name: 'port3000-book',
    hooks: {
      'astro:build:start': ({ logger }) => {
        const problems = catalogue().problems();
        // Quotations can be compared only when all chapters and sandboxes can be read.
        if (problems.length === 0) problems.push(...quotationProblems(catalogue()));
        if (problems.length > 0) throw new Error(`The book cannot be built:\n${problems.join('\n')}`);
        for (const warning of catalogue().warnings()) logger.warn(warning);
      },
      'astro:server:setup': ({ server }) => {
        const folder = catalogue().folder + sep;
        server.watcher.add(folder);
        const reload = (path: string) => {
          if (path.startsWith(folder) && !path.includes(`${sep}node_modules${sep}`))
            server.ws.send({ type: 'full-reload' });
        };
        for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, reload);
      },
    },
  };
}
