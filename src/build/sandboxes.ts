/**
 * The sandboxes as the site sees them: read and checked when a page is built, watched while an author
 * works. Add `sandboxes()` to the integrations of the Astro configuration.
 */
import { join, sep } from 'node:path';
import type { AstroIntegration } from 'astro';
import { loadSandbox, sandboxNames, SandboxError, type Sandbox } from './sandboxes/load-sandbox.ts';

export { loadSandbox, sandboxNames, SandboxError, type Sandbox };

/** The repository's folder; Astro and all scripts run from there. */
export const root = process.cwd();

/** Everything that is wrong with any sandbox, one problem a line; empty when all is well. */
export function sandboxProblems(repository: string = root): string[] {
  return sandboxNames(repository).flatMap((name) => {
    try {
      const { transcript } = loadSandbox(repository, name);
      return transcript === null
        ? [`sandboxes/${name}/transcript.json: the file is missing; run “npm run record -- ${name}”`]
        : [];
    } catch (error) {
      if (error instanceof SandboxError) return error.message.split('\n');
      throw error;
    }
  });
}

/** Checks every sandbox before a build; reloads the page when one changes in development. */
export function sandboxes(): AstroIntegration {
  return {
    name: 'port3000-sandboxes',
    hooks: {
      'astro:build:start': () => {
        const problems = sandboxProblems();
        if (problems.length > 0) throw new Error(`The sandboxes cannot be built:\n${problems.join('\n')}`);
      },
      'astro:server:setup': ({ server }) => {
        const folder = join(root, 'sandboxes') + sep;
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
