/** Folders of text files. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param recursive whether files of folders within count as well
 * @returns paths of the files in alphabetical order, `/` between parts; none that are hidden or installed
 */
export function listFiles(folder: string, recursive = true): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !path.split('/').some((part) => part === 'node_modules' || part.startsWith('.')))
    .sort();
}

/** @returns the names of the folders in a folder, in alphabetical order; none that are hidden or installed */
export function listFolders(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
}

/** @returns the file's text, or `null` when it is not UTF-8 */
export function readText(file: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** @returns a text that differs when one of the files has changed */
export function stampOf(folder: string, files: readonly string[]): string {
  return files
    .map((path) => {
      const { mtimeMs, size } = statSync(join(folder, path));
      return `${path}:${mtimeMs}:${size}`;
    })
    .join('\n');
}
