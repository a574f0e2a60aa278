/**
 * The ids by which processes that share files name them to each other. A file that several processes made at once
 * has an id of each.
 */
import type { Inode } from '../vfs/inode.ts';

export class FileIds {
  readonly #ids = new WeakMap<Inode, string>();
  readonly #inodes = new Map<string, Inode>();
  /** Further ids of files that several processes have made at once. */
  readonly #others = new WeakMap<Inode, string[]>();

  of(inode: Inode): string | undefined {
    return this.#ids.get(inode);
  }

  inode(id: string): Inode | undefined {
    return this.#inodes.get(id);
  }

  others(inode: Inode): readonly string[] | undefined {
    return this.#others.get(inode);
  }

  name(inode: Inode, id: string): void {
    if (this.#ids.has(inode)) return;
    this.#ids.set(inode, id);
    this.#inodes.set(id, inode);
  }

  nameAlso(inode: Inode, id: string): void {
    const others = this.#others.get(inode);
    if (others) others.push(id);
    else this.#others.set(inode, [id]);
    this.#inodes.set(id, inode);
  }

  /** The inode is gone: its own id names nothing any more. */
  forget(inode: Inode): void {
    this.#inodes.delete(this.#ids.get(inode) ?? '');
  }
}
