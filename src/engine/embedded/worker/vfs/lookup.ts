import { EXECUTE } from './constants.ts';
import type { SystemErrorCode } from './errors.ts';
import type { Directory, Inode } from './inode.ts';

/** Where a path leads: the directory, the name in it, and the inode of that name, if there is one. */
export interface Location {
  readonly directory: Directory;
  /** The last name. "." and ".." stay as they are: the directory itself is then `inode`. */
  readonly name: string;
  readonly inode: Inode | undefined;
  /** Whether the path ended in a slash, so that only a directory will do. */
  readonly slash: boolean;
}

export interface Start {
  readonly root: Directory;
  readonly current: Directory;
  may(inode: Inode, access: number): boolean;
}

/** Linux gives up after 40 symbolic links (path_resolution(7)). */
const mostLinks = 40;
const longestName = 255;
const longestPath = 4095;

/** The names in a path, the last one first. */
function components(path: string): string[] {
  const parts: string[] = [];
  for (let end = path.length; end > 0;) {
    const cut = path.lastIndexOf('/', end - 1);
    if (cut < end - 1) parts.push(path.slice(cut + 1, end));
    end = cut;
  }
  return parts;
}

function tooLong(text: string, limit: number): boolean {
  return text.length * 3 > limit && new TextEncoder().encode(text).length > limit;
}

/**
 * Follows a path as path_resolution(7) says, except that a last component that does not exist is no error.
 * @param follow whether a symbolic link at the end is followed.
 * @returns the location, or the code of the error: lookups that find nothing are too common to throw.
 */
export function walk(start: Start, path: string, follow: boolean): Location | SystemErrorCode {
  if (path === '') return 'ENOENT';
  if (tooLong(path, longestPath)) return 'ENAMETOOLONG';
  let slash = path.endsWith('/');
  let directory = path.startsWith('/') ? start.root : start.current;
  const pending = components(path);
  let links = 0;
  let name = pending[0] ?? '/';
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const last = pending.length === 0;
    if (!start.may(directory, EXECUTE)) return 'EACCES';
    if (part === '.' || part === '..') {
      if (part === '..') directory = directory.parent ?? directory;
      if (last) name = part;
      continue;
    }
    if (tooLong(part, longestName)) return 'ENAMETOOLONG';
    const inode = directory.entries.get(part);
    if (inode === undefined) {
      return last ? { directory, name: part, inode, slash } : 'ENOENT';
    }
    if (inode.kind === 'link' && (!last || follow || slash)) {
      links += 1;
      if (links > mostLinks) return 'ELOOP';
      if (inode.target.startsWith('/')) directory = start.root;
      if (last && inode.target.endsWith('/')) slash = true;
      const target = components(inode.target);
      name = target[0] ?? '/';
      pending.push(...target);
      continue;
    }
    if (last) {
      if (slash && inode.kind !== 'directory') return 'ENOTDIR';
      return { directory, name: part, inode, slash };
    }
    if (inode.kind !== 'directory') return 'ENOTDIR';
    directory = inode;
  }
  return { directory: directory.parent ?? directory, name, inode: directory, slash };
}
