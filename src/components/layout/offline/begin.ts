/** The way to what is kept. A page's script names a chunk with all its files; this one has none but itself. */

/** @param base the path that the site is served under */
export async function beginOffline(base: string): Promise<void> {
  const { startOffline } = await import('./offline.ts');
  await startOffline(base);
}
