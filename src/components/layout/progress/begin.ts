/** The way to the progress chunk. A page's script names a chunk with all its files; this one has none but itself. */

/** @param base the path that the site is served under */
export async function beginProgress(base: string): Promise<void> {
  const { startProgress } = await import('./progress.ts');
  startProgress(base);
}
