/** Tells the page what the program writes into the folders that the page watches (`BootOptions.watch`). */
import type { Send } from '../network/stream.ts';
import type { FileSystem } from '../vfs/file-system.ts';
import type { RegularFile } from '../vfs/inode.ts';

/** Taken before Node's library puts its own in its place. */
const nativeSetTimeout = setTimeout;
/** Milliseconds from a file's first change until the page is told: a program may write a file in many pieces. */
const REST = 50;
/** How many bytes of a file are sent, at most. */
const LARGEST = 8 * 1024 * 1024;

export class WrittenFiles {
  readonly #send: Send;
  readonly #folders: readonly string[];
  readonly #changed = new Set<RegularFile>();
  /** Files that were said to be too large. */
  readonly #large = new Set<string>();

  /** @param folders absolute paths that end in a slash */
  constructor(files: FileSystem, folders: readonly string[], send: Send) {
    this.#send = send;
    this.#folders = folders;
    files.changes.listen(({ event, inode }) => {
      if (inode.kind !== 'file' || event === 'gone') return;
      if (this.#changed.size === 0) nativeSetTimeout(() => this.flush(), REST);
      this.#changed.add(inode);
    });
  }

  /** Tells the page of changes that it has not been told of yet. */
  flush(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const file of changed) {
      const path = pathOf(file);
      if (path !== undefined && this.#folders.some((folder) => path.startsWith(folder))) this.#tell(path, file);
    }
  }

  #tell(path: string, file: RegularFile): void {
    if (file.size > LARGEST) {
      if (this.#large.has(path)) return;
      this.#large.add(path);
      this.#send({ type: 'notice', text: `${path} is larger than 8 MiB: what is in it is not shown.` });
      return;
    }
    const contents = file.data.bytes.slice().buffer;
    this.#send({ type: 'written', path, contents }, [contents]);
  }
}

/** The path of a file; undefined when it has no name any more. */
function pathOf(file: RegularFile): string | undefined {
  if (file.links === 0) return undefined;
  let path = `/${file.name}`;
  for (let directory = file.parent; directory?.parent && directory.parent !== directory; directory = directory.parent)
    path = `/${directory.name}${path}`;
  return path;
}
