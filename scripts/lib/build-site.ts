/** Builds the site, in a process of its own, as `astro build` would. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Options } from './options.ts';

export const root = join(import.meta.dirname, '../..');

interface Site extends Pick<Options, 'base' | 'site' | 'out'> {
  /** Whether the contents lead to the files of the printed book, which are made after the site. */
  readonly printed?: boolean;
}

/**
 * @param options the path the site will be served under, its origin if that is known, and the folder it is written to
 * @throws Error when the build fails; the reason has been printed
 */
export async function buildSite({ base, site, out, printed = false }: Site): Promise<void> {
  const code = await astro(['build'], {
    PORT3000_BASE: base,
    PORT3000_SITE: site ?? '',
    PORT3000_OUT: out,
    PORT3000_PRINTED: printed ? '1' : '',
  });
  if (code !== 0) throw new Error(`The site could not be built (exit code ${code}); the messages above say why.`);
}

/** Runs Astro's command line with the pinned Node. @returns its exit code */
export function astro(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'node_modules/astro/bin/astro.mjs'), ...words],
      {
        cwd: root,
        env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...environment },
        stdio: 'inherit',
      },
    );
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 0 : 1)));
  });
}
