/** A door to the rest: what a page names in its script, it names with all that belongs to it, and this has nothing. */

/** @param base the path that the site is served under */
export async function beginProgress(base: string): Promise<void> {
  const { startProgress } = await import('./progress.ts');
  startProgress(base);
}
