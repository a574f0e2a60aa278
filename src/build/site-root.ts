import type { AstroConfig } from 'astro';

/** @returns the whole address of the first page, if the build was told the site's origin */
export function siteRoot({ site, base }: Pick<AstroConfig, 'site' | 'base'>): URL | undefined {
  return site === undefined ? undefined : new URL(base.replace(/\/?$/, '/'), site);
}
