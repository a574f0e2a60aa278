/** Changes of this process in its files, as it tells the others of them: only the differences, not each step. */
import type { ContentChange, FileChanges, FileNode } from '../../protocol/files.ts';
import type { Change } from '../vfs/changes.ts';
import type { Directory, Inode } from '../vfs/inode.ts';
import { attributesOf } from './attributes.ts';
import type { FileIds } from './file-ids.ts';
import { Journal, merged } from './journal.ts';

export class OwnChanges {
  readonly #journal = new Journal();
  readonly #ids: FileIds;
  readonly #member: number;
  #made = 0;

  /** @param member tells the files that this process makes from those of others */
  constructor(ids: FileIds, member: number) {
    this.#ids = ids;
    this.#member = member;
  }

  get empty(): boolean {
    return this.#journal.empty;
  }

  note(change: Change): void {
    this.#journal.note(change);
  }

  /** Everything below a directory, for a process that begins. */
  copy(root: Directory): FileChanges {
    const nodes = new Map<string, FileNode>();
    const entries: [string, string, string][] = [];
    visitNames(root, (inode, directory, name) => {
      const id = this.#ids.of(inode) ?? '';
      if (!nodes.has(id)) nodes.set(id, this.#node(id, inode));
      entries.push([this.#ids.of(directory) ?? '', name, id]);
    });
    return { nodes: [...nodes.values()], entries, contents: [] };
  }

  /** All changes since the last time. */
  take(): FileChanges {
    const nodes: FileNode[] = [];
    const fresh = new Set<Inode>();
    for (const [directory, names] of this.#journal.names) {
      for (const name of names) {
        const inode = directory.entries.get(name);
        if (!inode || inode.kind === 'device' || this.#ids.of(inode)) continue;
        const id = `${this.#member}:${(this.#made += 1)}`;
        this.#ids.name(inode, id);
        fresh.add(inode);
        nodes.push(this.#node(id, inode));
      }
    }
    const entries: FileChanges['entries'][number][] = [];
    for (const [directory, names] of this.#journal.names) {
      const parent = this.#ids.of(directory);
      // The directory was made and removed meanwhile.
      if (parent === undefined) continue;
      for (const name of names) {
        const inode = directory.entries.get(name);
        entries.push([
          parent,
          name,
          inode ? (this.#ids.of(inode) ?? null) : null,
          inode && fresh.has(inode) && this.#journal.wasFree(inode, directory, name),
        ]);
      }
    }
    const contents: ContentChange[] = [];
    for (const inode of this.#journal.contents.keys()) {
      const id = this.#ids.of(inode);
      if (id !== undefined && this.#ids.inode(id) && !fresh.has(inode)) contents.push(this.#content(id, inode));
    }
    this.#journal.clear();
    return { nodes, entries, contents };
  }

  #node(id: string, inode: Inode): FileNode {
    const attributes = attributesOf(inode);
    const also = this.#ids.others(inode);
    if (inode.kind === 'link') return { id, kind: 'link', attributes, target: inode.target };
    if (inode.kind !== 'file') return { id, also, kind: 'directory', attributes };
    const { base } = inode;
    if (base !== undefined) return { id, kind: 'file', attributes, base };
    return {
      id,
      also,
      kind: 'file',
      attributes,
      contents: inode.data.bytes.slice(),
      appended: this.#journal.contents.get(inode)?.appended ?? true,
    };
  }

  #content(id: string, inode: Inode): ContentChange {
    const change = this.#journal.contents.get(inode);
    const attributes = attributesOf(inode);
    if (!change || inode.kind !== 'file') return { id, attributes, writes: [] };
    const { bytes } = inode.data;
    const ranges = merged(change.writes, bytes.length);
    const [only] = ranges;
    if (change.appended && only && ranges.length === 1)
      return { id, attributes, writes: [], appended: bytes.slice(...only) };
    return {
      id,
      attributes,
      cut: change.cut,
      size: change.sized ? bytes.length : undefined,
      writes: ranges.map(([from, to]) => [from, bytes.slice(from, to)] as const),
    };
  }
}

/** Every name of everything but devices, which each process has of its own. */
export function visitNames(
  root: Directory,
  each: (inode: Inode, directory: Directory, name: string, path: string) => void,
): void {
  const visit = (directory: Directory, path: string): void => {
    for (const [name, inode] of directory.entries) {
      if (inode.kind === 'device') continue;
      each(inode, directory, name, `${path}/${name}`);
      if (inode.kind === 'directory') visit(inode, `${path}/${name}`);
    }
  };
  visit(root, '');
}
