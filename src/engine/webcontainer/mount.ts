/** The files of a container as a tree: projects side by side, and above them the files that they share. */
import type { FileSystemTree } from '@webcontainer/api';

/** Folder of the programs that run in the container on our behalf, relative to its working directory. */
export const PROGRAMS = '.port3000';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** @param files by their paths, `/` between the parts */
export function treeOf(files: Files): FileSystemTree {
  const root: FileSystemTree = {};
  for (const [path, contents] of Object.entries(files)) {
    const parts = path.split('/');
    const name = parts.pop() ?? path;
    let directory = root;
    for (const part of parts) {
      const entry = (directory[part] ??= { directory: {} });
      if (!('directory' in entry)) throw new Error(`${path}: "${part}" is a file and a folder at once.`);
      directory = entry.directory;
    }
    directory[name] = { file: { contents } };
  }
  return root;
}
