/** A process's files for another one: what it has in memory, as of now. */
import type { FileCopy } from '../../protocol.ts';
import type { FileSystem } from './file-system.ts';
import type { Directory } from './inode.ts';

/** @param root the root directory; devices stay behind, every process has its own. */
export function copyOf(root: Directory): FileCopy {
  const files: [string, string | Uint8Array, number][] = [];
  const directories: string[] = [];
  const links: [string, string][] = [];
  const visit = (directory: Directory, path: string): void => {
    for (const [name, inode] of directory.entries) {
      const child = `${path}/${name}`;
      if (inode.kind === 'file') files.push([child, inode.data.contents, inode.mode & 0o7777]);
      else if (inode.kind === 'link') links.push([child, inode.target]);
      else if (inode.kind === 'directory') {
        directories.push(child);
        visit(inode, child);
      }
    }
  };
  visit(root, '');
  return { files, directories, links };
}

export function mountCopy(target: FileSystem, { files, directories, links }: FileCopy): void {
  for (const path of directories) target.mountDirectory(path);
  for (const [path, contents, mode] of files) target.mount(path, contents, mode);
  for (const [path, link] of links) target.mountLink(path, link);
}
