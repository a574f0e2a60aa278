/**
 * The files of a process that is not alone in its session. Every process has all of them in its own memory; what
 * one changes goes to the others by way of the kernel, which puts all changes in one order, and comes before
 * whatever else the process says after it. Changes of two processes at the same time end alike everywhere: the
 * later one, by the kernel's order, stands; what both append is kept.
 */
import type { Archive } from '../../../archive.ts';
import type {
  ContentChange,
  FileAttributes,
  FileChanges,
  FileNode,
  ForwardedChanges,
  MemberCount,
} from '../../protocol/files.ts';
import type { ProcessToKernel } from '../../protocol/messages.ts';
import type { Program } from '../../protocol/programs.ts';
import type { FileSystem } from '../vfs/file-system.ts';
import { Directory, RegularFile, SymbolicLink, type Inode } from '../vfs/inode.ts';
import { Journal, merged } from './journal.ts';

export interface SharedFilesContext {
  readonly files: FileSystem;
  /** Tells the files that this process makes from those of others. */
  readonly member: number;
  /** What is in the files from the beginning. */
  readonly seen: readonly MemberCount[];
  /** Tells the kernel. */
  send(message: ProcessToKernel, transfer: Transferable[]): void;
  /** Sees to it that `flush` is called when the program has given up control. */
  later(): void;
}

/** After so many changes the kernel is told that they have come. */
const REPORT = 16;

/** Contents of files at the start, by path. */
export type BaseFiles = ReadonlyMap<string, string | Uint8Array>;

export class SharedFiles {
  readonly #context: SharedFilesContext;
  readonly #files: FileSystem;
  readonly #journal = new Journal();
  readonly #ids = new WeakMap<Inode, string>();
  readonly #inodes = new Map<string, Inode>();
  /** Further ids of what several processes have made at once. */
  readonly #others = new WeakMap<Inode, string[]>();
  /** Own changes that the kernel has not said it has taken. */
  #pending: { readonly number: number; readonly changes: FileChanges }[] = [];
  #sent = 0;
  #made = 0;
  #applied = 0;
  #scheduled = false;
  /** Changes are being taken over: they are not this process's. */
  #applying = false;

  /** How many changes of each other process this one has. */
  readonly #seen: Map<number, number>;
  /** Messages that have come sooner than what was changed before them. */
  readonly #held: { readonly stamp: MemberCount | undefined; readonly callback: () => void }[] = [];

  constructor(context: SharedFilesContext) {
    this.#context = context;
    this.#seen = new Map(context.seen);
    this.#files = context.files;
    // What is there now is called by its path, by every process.
    this.#name(this.#files.root, '/');
    this.#visit((inode, _directory, _name, path) => this.#name(inode, path));
    this.#files.changes.listen((change) => {
      if (change.event === 'gone') this.#inodes.delete(this.#ids.get(change.inode) ?? '');
      if (this.#applying) return;
      this.#journal.note(change);
      if (this.#scheduled) return;
      this.#scheduled = true;
      context.later();
    });
  }

  /** How many changes of others this process has. */
  get applied(): number {
    return this.#applied;
  }

  /** Everything there is, for a process that begins. */
  copy(): FileChanges {
    this.flush();
    const nodes = new Map<string, FileNode>();
    const entries: [string, string, string][] = [];
    this.#visit((inode, directory, name) => {
      const id = this.#ids.get(inode) ?? '';
      if (!nodes.has(id)) nodes.set(id, this.#node(id, inode));
      entries.push([this.#ids.get(directory) ?? '', name, id]);
    });
    return { nodes: [...nodes.values()], entries, contents: [] };
  }

  /** Sends what has changed, before anything else that is sent. */
  flush(): void {
    this.#scheduled = false;
    if (this.#journal.empty) return;
    const changes = this.#changes();
    this.#journal.clear();
    if (changes.nodes.length + changes.entries.length + changes.contents.length === 0) return;
    this.#sent += 1;
    this.#pending.push({ number: this.#sent, changes });
    this.#context.send({ type: 'files', changes, applied: this.#applied }, []);
  }

  /** The kernel has passed so many of this process's changes on. */
  taken(count: number): void {
    this.#pending = this.#pending.filter(({ number }) => number > count);
  }

  /** Where things stand here, for a message that does not go by way of the kernel. */
  stamp(): MemberCount {
    this.flush();
    return [this.#context.member, this.#sent];
  }

  /** Calls back once what the stamp names has come; in the order of the calls. */
  after(stamp: MemberCount | undefined, callback: () => void): void {
    this.#held.push({ stamp, callback });
    this.#release();
  }

  #release(): void {
    for (let [first] = this.#held; first; [first] = this.#held) {
      const [member, count] = first.stamp ?? [0, 0];
      if ((this.#seen.get(member) ?? 0) < count && member !== this.#context.member) return;
      this.#held.shift();
      first.callback();
    }
  }

  receive(forwarded: ForwardedChanges): void {
    if (forwarded.index <= this.#applied) return;
    this.#takeOver(forwarded);
    this.#seen.set(...forwarded.from);
    this.#release();
  }

  #takeOver({ index, own, changes }: ForwardedChanges): void {
    // What is not sent yet comes after these.
    this.flush();
    this.#applied = index;
    if (index % REPORT === 0) this.#context.send({ type: 'files-applied', applied: index }, []);
    const later = this.#pending.filter(({ number }) => number > own);
    const touched = new Set(changes.contents.map(({ id }) => id));
    this.#apply(
      changes,
      new Map(),
      later.map((each) => each.changes),
    );
    for (const {
      changes: { entries, contents },
    } of later) {
      this.#apply({
        nodes: [],
        entries,
        contents: contents.filter(({ id, appended }) => touched.has(id) && !appended),
      });
    }
  }

  /** The files are another's, whose contents are where that began unless it has changed them. */
  begin(copy: FileChanges, tree: Archive['files'] = [], files: Program['files'] = {}): void {
    this.#apply(
      copy,
      new Map([...tree.map(({ path, contents }) => [path, contents] as const), ...Object.entries(files)]),
    );
  }

  /**
   * @param base where contents are that have not changed since the start
   * @param pending own changes that come after these
   */
  #apply(changes: FileChanges, base: BaseFiles = new Map(), pending: readonly FileChanges[] = []): void {
    this.#applying = true;
    try {
      const made = new Map<string, FileNode>();
      for (const node of changes.nodes) {
        if (this.#inodes.has(node.id)) continue;
        made.set(node.id, node);
        const inode = this.#make(node, base);
        this.#name(inode, node.id);
        for (const id of node.also ?? []) this.#nameAlso(inode, id);
      }
      this.#setEntries(this.#unite(changes.entries, made, pending));
      for (const change of changes.contents)
        this.#setContents(change, this.#addedAfter(this.#inodes.get(change.id), pending));
    } finally {
      this.#applying = false;
    }
  }

  #name(inode: Inode, id: string): void {
    if (this.#ids.has(inode)) return;
    this.#ids.set(inode, id);
    this.#inodes.set(id, inode);
  }

  #nameAlso(inode: Inode, id: string): void {
    const others = this.#others.get(inode);
    if (others) others.push(id);
    else this.#others.set(inode, [id]);
    this.#inodes.set(id, inode);
  }

  /** Every name of everything but devices, which each process has of its own. */
  #visit(each: (inode: Inode, directory: Directory, name: string, path: string) => void): void {
    const visit = (directory: Directory, path: string): void => {
      for (const [name, inode] of directory.entries) {
        if (inode.kind === 'device') continue;
        each(inode, directory, name, `${path}/${name}`);
        if (inode.kind === 'directory') visit(inode, `${path}/${name}`);
      }
    };
    visit(this.#files.root, '');
  }

  // ---- what is sent

  #changes(): FileChanges {
    const nodes: FileNode[] = [];
    const fresh = new Set<Inode>();
    for (const [directory, names] of this.#journal.names) {
      for (const name of names) {
        const inode = directory.entries.get(name);
        if (!inode || inode.kind === 'device' || this.#ids.has(inode)) continue;
        const id = `${this.#context.member}:${(this.#made += 1)}`;
        this.#name(inode, id);
        fresh.add(inode);
        nodes.push(this.#node(id, inode));
      }
    }
    const entries: FileChanges['entries'][number][] = [];
    for (const [directory, names] of this.#journal.names) {
      const parent = this.#ids.get(directory);
      // It was made and removed meanwhile.
      if (parent === undefined) continue;
      for (const name of names) {
        const inode = directory.entries.get(name);
        entries.push([
          parent,
          name,
          inode ? (this.#ids.get(inode) ?? null) : null,
          inode && fresh.has(inode) && this.#journal.wasFree(inode, directory, name),
        ]);
      }
    }
    const contents: ContentChange[] = [];
    for (const inode of this.#journal.contents.keys()) {
      const id = this.#ids.get(inode);
      if (id !== undefined && this.#inodes.has(id) && !fresh.has(inode)) contents.push(this.#content(id, inode));
    }
    return { nodes, entries, contents };
  }

  #node(id: string, inode: Inode): FileNode {
    const attributes = attributesOf(inode);
    const also = this.#others.get(inode);
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

  // ---- what is taken over

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
   * What others have made under a name that was free for them, and is not here, is one with what is here.
   * @returns the other entries
   */
  #unite(
    entries: FileChanges['entries'],
    made: ReadonlyMap<string, FileNode>,
    pending: readonly FileChanges[],
  ): FileChanges['entries'] {
    return entries.filter(([parent, name, id, free]) => {
      const node = made.get(id ?? '');
      const directory = this.#inodes.get(parent);
      const here = directory?.kind === 'directory' ? directory.entries.get(name) : undefined;
      if (!free || !node || !here || here.kind !== node.kind || here.kind === 'link') return true;
      const own = pending
        .flatMap((each) => each.entries)
        .findLast(([where, what]) => this.#inodes.get(where) === directory && what === name);
      // This process has put something else there since.
      if (own && !own[3]) return true;
      this.#nameAlso(here, node.id);
      if (here.kind !== 'file' || !node.contents) return false;
      const change = { id: node.id, attributes: attributesOf(here) };
      const later = own && pending.flatMap((each) => each.nodes).find((each) => each.id === own[2]);
      if (later ? later.appended : node.appended)
        this.#setContents({ ...change, writes: [], appended: node.contents }, this.#addedAfter(here, pending));
      else if (!later) this.#setContents({ ...change, cut: 0, writes: [[0, node.contents]] }, 0);
      return false;
    });
  }

  /** How many bytes this process has added to a file, and the kernel has not passed on yet. */
  #addedAfter(inode: Inode | undefined, pending: readonly FileChanges[]): number {
    const isOf = ({ id }: { readonly id: string }): boolean => this.#inodes.get(id) === inode;
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
      const directory = this.#inodes.get(parent);
      const inode = id === null ? undefined : this.#inodes.get(id);
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

  /** A name of it is gone; it may have another. */
  #removed(inode: Inode): void {
    const files = this.#files;
    if (inode.links > 0 && inode.parent?.entries.get(inode.name) === inode) return files.changes.moved(inode);
    files.changes.linksChanged(inode);
    if (inode.links === 0 && inode.kind === 'file' && !files.files.holds(inode)) files.release(inode);
    files.gone(inode);
  }

  /** @param after how many bytes at its end this process has added after these */
  #setContents({ id, attributes, cut, size, writes, appended }: ContentChange, after: number): void {
    const inode = this.#inodes.get(id);
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

const PERMISSIONS = 0o7777;

const attributesOf = ({ mode, uid, gid, accessed, modified, changed }: Inode): FileAttributes => [
  mode,
  uid,
  gid,
  ...[accessed, modified, changed].flatMap(({ seconds, nanoseconds }) => [seconds, nanoseconds]),
];

function setAttributes(inode: Inode, attributes: FileAttributes): void {
  const [mode = 0, uid = 0, gid = 0, ...times] = attributes;
  const time = (index: number) => ({ seconds: times[index] ?? 0, nanoseconds: times[index + 1] ?? 0 });
  inode.mode = (inode.mode & ~PERMISSIONS) | (mode & PERMISSIONS);
  inode.uid = uid;
  inode.gid = gid;
  inode.accessed = time(0);
  inode.modified = time(2);
  inode.changed = time(4);
}
