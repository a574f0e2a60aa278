/** Takes over what other processes have changed in the files. */
import type { ContentChange, FileChanges, FileNode } from '../../protocol/files.ts';
import type { FileSystem } from '../vfs/file-system.ts';
import { Directory, RegularFile, SymbolicLink, type Inode } from '../vfs/inode.ts';
import { attributesOf, setAttributes } from './attributes.ts';
import type { FileIds } from './file-ids.ts';

/** Contents of files at the start, by path. */
export type BaseFiles = ReadonlyMap<string, string | Uint8Array | Blob>;

export class ForeignChanges {
  readonly #files: FileSystem;
  readonly #ids: FileIds;

  constructor(files: FileSystem, ids: FileIds) {
    this.#files = files;
    this.#ids = ids;
  }

  /**
   * @param base contents that have not changed since the start, which changes name by path
   * @param pending changes of this process that come after `changes` in the kernel's order
   */
  apply(changes: FileChanges, base: BaseFiles = new Map(), pending: readonly FileChanges[] = []): void {
    const made = new Map<string, FileNode>();
    for (const node of changes.nodes) {
      if (this.#ids.inode(node.id)) continue;
      made.set(node.id, node);
      const inode = this.#make(node, base);
      this.#ids.name(inode, node.id);
      for (const id of node.also ?? []) this.#ids.nameAlso(inode, id);
    }
    this.#setEntries(this.#unite(changes.entries, made, pending));
    for (const change of changes.contents)
      this.#setContents(change, this.#addedAfter(this.#ids.inode(change.id), pending));
  }

  #make({ kind, attributes, target = '', contents, base }: FileNode, baseFiles: BaseFiles): Inode {
    const birth = this.#files.birth();
    const inode =
      kind === 'link'
        ? new SymbolicLink(target, birth)
        : kind === 'directory'
          ? new Directory(0, birth)
          : new RegularFile(0, birth, contents ?? baseFiles.get(base ?? '') ?? '');
    if (inode.kind === 'file') inode.base = base;
    setAttributes(inode, attributes);
    return inode;
  }

  /**
   * Makes one file of two that were made under the same name at once: another process found the name free, and by now
   * this one has a file there.
   * @returns the entries that are still to be set
   */
  #unite(
    entries: FileChanges['entries'],
    made: ReadonlyMap<string, FileNode>,
    pending: readonly FileChanges[],
  ): FileChanges['entries'] {
    return entries.filter(([parent, name, id, free]) => {
      const node = made.get(id ?? '');
      const directory = this.#ids.inode(parent);
      const here = directory?.kind === 'directory' ? directory.entries.get(name) : undefined;
      if (!free || !node || !here || here.kind !== node.kind || here.kind === 'link') return true;
      const own = pending
        .flatMap((each) => each.entries)
        .findLast(([where, what]) => this.#ids.inode(where) === directory && what === name);
      // This process has put something else there since.
      if (own && !own[3]) return true;
      this.#ids.nameAlso(here, node.id);
      if (here.kind !== 'file' || !node.contents) return false;
      const change = { id: node.id, attributes: attributesOf(here) };
      const later = own && pending.flatMap((each) => each.nodes).find((each) => each.id === own[2]);
      if (later ? later.appended : node.appended)
        this.#setContents({ ...change, writes: [], appended: node.contents }, this.#addedAfter(here, pending));
      else if (!later) this.#setContents({ ...change, cut: 0, writes: [[0, node.contents]] }, 0);
      return false;
    });
  }

  /** How many bytes this process has appended to a file that the kernel has not passed on yet. */
  #addedAfter(inode: Inode | undefined, pending: readonly FileChanges[]): number {
    const isOf = ({ id }: { readonly id: string }): boolean => this.#ids.inode(id) === inode;
    const added = pending.flatMap(({ nodes, contents }) => [
      ...nodes.filter(isOf).map((node) => node.contents),
      ...contents.filter(isOf).map((change) => change.appended),
    ]);
    return added.reduce((sum, bytes) => sum + (bytes?.length ?? 0), 0);
  }

  #setEntries(entries: FileChanges['entries']): void {
    const files = this.#files;
    const removed = new Set<Inode>();
    const directories = new Set<Directory>();
    for (const [parent, name, id] of entries) {
      const directory = this.#ids.inode(parent);
      const inode = id === null ? undefined : this.#ids.inode(id);
      if (directory?.kind !== 'directory' || (id !== null && !inode)) continue;
      const before = directory.entries.get(name);
      if (before === inode || before?.kind === 'device') continue;
      if (inode?.kind === 'directory' && files.contains(inode, directory)) continue;
      if (before) {
        directory.entries.delete(name);
        before.links -= 1;
        removed.add(before);
      }
      if (inode) {
        directory.entries.set(name, inode);
        inode.parent = directory;
        inode.name = name;
        inode.links += 1;
      }
      for (const each of [directory, before, inode]) if (each?.kind === 'directory') directories.add(each);
      files.touch(directory);
      const subject = inode ?? before;
      if (subject) files.changes.renamed(subject, directory, name);
    }
    for (const each of directories) {
      const subdirectories = [...each.entries.values()].filter(({ kind }) => kind === 'directory').length;
      const placed = each === files.root || each.parent?.entries.get(each.name) === each;
      each.links = placed ? 2 + subdirectories : 0;
    }
    for (const each of removed) this.#removed(each);
  }

  /** A name of the inode is gone; it may have another. */
  #removed(inode: Inode): void {
    const files = this.#files;
    if (inode.links > 0 && inode.parent?.entries.get(inode.name) === inode) return files.changes.moved(inode);
    files.changes.linksChanged(inode);
    if (inode.links === 0 && inode.kind === 'file' && !files.files.holds(inode)) files.release(inode);
    files.gone(inode);
  }

  /** @param after how many bytes at the file's end this process has appended after this change */
  #setContents({ id, attributes, cut, size, writes, appended }: ContentChange, after: number): void {
    const inode = this.#ids.inode(id);
    if (!inode) return;
    setAttributes(inode, attributes);
    if (inode.kind === 'file') {
      const { data } = inode;
      if (cut !== undefined || writes.length > 0 || appended) inode.base = undefined;
      if (cut !== undefined && cut < data.size) data.truncate(cut);
      for (const [position, bytes] of writes) data.write(bytes, position);
      if (size !== undefined) data.truncate(size);
      if (appended) {
        const at = Math.max(0, data.size - after);
        const own = data.bytes.slice(at);
        data.write(appended, at);
        data.write(own, at + appended.length);
      }
    }
    this.#files.changes.changed(inode);
  }
}
