import type { Directory, Inode } from './inode.ts';

/**
 * One change, in the terms of inotify(7): `change` = contents or attributes of `inode`, `rename` = a name
 * has appeared in `directory` or is gone from it, `moved` = the inode itself has another name, `gone` = it
 * exists no longer.
 */
export interface Change {
  readonly event: 'change' | 'rename' | 'moved' | 'gone';
  readonly inode: Inode;
  /** The directory and the name concerned; no directory: only the inode is concerned. */
  readonly directory: Directory | undefined;
  readonly name: string;
  /** Of the contents: what was written, from and to; both the same when the size was set to that. */
  readonly written?: readonly [from: number, to: number, appended?: boolean] | undefined;
}

export type ChangeListener = (change: Change) => void;

/** Who is told of changes. Costs nothing while nobody listens. */
export class Changes {
  readonly #listeners = new Set<ChangeListener>();

  /** @returns a function that ends it. */
  listen(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Contents or attributes of `inode` changed. */
  changed(inode: Inode, written?: Change['written']): void {
    this.#tell({ event: 'change', inode, directory: inode.parent, name: inode.name, written });
  }

  /** A name of `inode` is gone: inotify reports that as a change of the inode alone. */
  linksChanged(inode: Inode): void {
    this.#tell({ event: 'change', inode, directory: undefined, name: inode.name });
  }

  /** `name` appeared in, or is gone from, `directory`. */
  renamed(inode: Inode, directory: Directory, name: string): void {
    this.#tell({ event: 'rename', inode, directory, name });
  }

  moved(inode: Inode): void {
    this.#tell({ event: 'moved', inode, directory: undefined, name: inode.name });
  }

  /** Neither a name nor a descriptor leads to `inode` any more. */
  gone(inode: Inode): void {
    this.#tell({ event: 'gone', inode, directory: undefined, name: inode.name });
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
