import type { Directory, Inode } from './inode.ts';

/**
 * One change, in the terms of inotify(7): `change` = contents or attributes of `inode`, `rename` = a name
 * has appeared in `directory` or is gone from it, `moved` = the inode itself has another name, `gone` = it
 * exists no longer.
 */
export interface Change {
  readonly event: 'change' | 'rename' | 'moved' | 'gone';
  readonly inode: Inode;
  /** The directory in which a name has changed; undefined when the change is one of the inode alone. */
  readonly directory: Directory | undefined;
  readonly name: string;
  /** For contents, the range that was written; where its ends are equal, the size was set to them. */
  readonly written?: readonly [from: number, to: number, appended?: boolean] | undefined;
}

export type ChangeListener = (change: Change) => void;

/** The listeners to changes. Costs nothing while there are none. */
export class Changes {
  readonly #listeners = new Set<ChangeListener>();

  /** @returns a function that ends the listening */
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
