/** The engine's files, built when there are none or when their sources are newer. */
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/build-site.ts';

const SOURCES = ['src/engine', 'src/build/engine', 'package-lock.json'];

/** @returns the folder with `manifest.json`: the one that `PORT3000_ENGINE_DIR` names, as it is, or our own */
export async function ensureEngine(): Promise<string> {
  const named = process.env['PORT3000_ENGINE_DIR'];
  if (named !== undefined && named !== '') return named;
  const folder = join(root, '.cache/engine');
  const manifest = join(folder, 'manifest.json');
  if (
    existsSync(manifest) &&
    statSync(manifest).mtimeMs >= Math.max(...SOURCES.map((source) => newest(join(root, source))))
  )
    return folder;
  const { cachedEngine } = await import('../../src/build/engine/cached.ts');
  await cachedEngine(() => console.error('sandbox: building the engine, which takes some seconds and is kept.'));
  // A source may have been touched and not changed: the engine is then as new as now.
  utimesSync(manifest, new Date(), new Date());
  return folder;
}

/** When the newest file below a path was changed, milliseconds since 1970. */
function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
