/**
 * The files of a process that is not alone in its session. Every process has all files in its own memory. A change of
 * one goes to the others by way of the kernel, which puts all changes in one order, and it arrives before any message
 * that the process sends after it. Changes of two processes at the same time end alike everywhere: the later one, by
 * the kernel's order, stands; what both append is kept.
 */
import type { Archive } from '../../../archive.ts';
import type { FileChanges, ForwardedChanges, MemberCount } from '../../protocol/files.ts';
import type { ProcessToKernel } from '../../protocol/messages.ts';
import type { Program } from '../../protocol/programs.ts';
import type { FileSystem } from '../vfs/file-system.ts';
import { FileIds } from './file-ids.ts';
import { ForeignChanges } from './foreign-changes.ts';
import { OwnChanges, visitNames } from './own-changes.ts';

export interface SharedFilesContext {
  readonly files: FileSystem;
  /** Tells the files that this process makes from those of others. */
  readonly member: number;
  /** How many changes of each other process are in the files from the beginning. */
  readonly seen: readonly MemberCount[];
  /** Sends a message to the kernel. */
  send(message: ProcessToKernel, transfer: Transferable[]): void;
  /** Sees to it that `flush` is called when the program has given up control. */
  later(): void;
}

/** After this many changes of others the kernel is told that they have arrived. */
const REPORT = 16;

export class SharedFiles {
  readonly #context: SharedFilesContext;
  readonly #files: FileSystem;
  readonly #ids = new FileIds();
  readonly #own: OwnChanges;
  readonly #foreign: ForeignChanges;
  /** Changes of this process that the kernel has not yet confirmed. */
  #pending: { readonly number: number; readonly changes: FileChanges }[] = [];
  #sent = 0;
  #applied = 0;
  #scheduled = false;
  /** Whether changes of another process are being applied now: they are not noted as this process's. */
  #applying = false;

  /** How many changes of each other process this one has applied. */
  readonly #seen: Map<number, number>;
  /** Messages that have arrived before changes that were made earlier. */
  readonly #held: { readonly stamp: MemberCount | undefined; readonly callback: () => void }[] = [];

  constructor(context: SharedFilesContext) {
    this.#context = context;
    this.#seen = new Map(context.seen);
    this.#files = context.files;
    this.#own = new OwnChanges(this.#ids, context.member);
    this.#foreign = new ForeignChanges(context.files, this.#ids);
    // A file that is there from the beginning has its path as id, in every process.
    this.#ids.name(this.#files.root, '/');
    visitNames(this.#files.root, (inode, _directory, _name, path) => this.#ids.name(inode, path));
    this.#files.changes.listen((change) => {
      if (change.event === 'gone') this.#ids.forget(change.inode);
      if (this.#applying) return;
      this.#own.note(change);
      if (this.#scheduled) return;
      this.#scheduled = true;
      context.later();
    });
  }

  /** How many changes of others this process has applied. */
  get applied(): number {
    return this.#applied;
  }

  /** All files, for a process that begins. */
  copy(): FileChanges {
    this.flush();
    return this.#own.copy(this.#files.root);
  }

  /** Sends the changes so far; called before anything else is sent. */
  flush(): void {
    this.#scheduled = false;
    if (this.#own.empty) return;
    const changes = this.#own.take();
    if (changes.nodes.length + changes.entries.length + changes.contents.length === 0) return;
    this.#sent += 1;
    this.#pending.push({ number: this.#sent, changes });
    this.#context.send({ type: 'files', changes, applied: this.#applied }, []);
  }

  /** The kernel has passed so many of this process's changes on. */
  taken(count: number): void {
    this.#pending = this.#pending.filter(({ number }) => number > count);
  }

  /** How many changes this process has sent, for a message that does not go by way of the kernel. */
  stamp(): MemberCount {
    this.flush();
    return [this.#context.member, this.#sent];
  }

  /** Calls back once the changes that the stamp counts have arrived, in the order of the calls. */
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
    // Changes of this process that are not sent yet come after these.
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

  /**
   * Makes the files those of another process. Contents that it had not changed are taken from the files with which it
   * began: `tree` and `files`.
   */
  begin(copy: FileChanges, tree: Archive['files'] = [], files: Program['files'] = {}): void {
    this.#apply(
      copy,
      new Map([...tree.map(({ path, contents }) => [path, contents] as const), ...Object.entries(files)]),
    );
  }

  #apply(...changes: Parameters<ForeignChanges['apply']>): void {
    this.#applying = true;
    try {
      this.#foreign.apply(...changes);
    } finally {
      this.#applying = false;
    }
  }
}
