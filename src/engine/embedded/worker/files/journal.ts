/** Changes in a process's files that the others have not been told of: what is different now, not each step. */
import type { Change } from '../vfs/changes.ts';
import type { Directory, Inode } from '../vfs/inode.ts';

/** How the contents of a file have changed. */
export interface ChangedContents {
  /** The smallest size that the file was cut off to. */
  cut: number | undefined;
  /** Whether the size was set, not only reached by writing. */
  sized: boolean;
  /** Ranges that were written: from, to. */
  readonly writes: [number, number][];
  /** Whether everything written was appended, wherever the end was. */
  appended: boolean;
}

export class Journal {
  /** Names that have changed, by directory, in the order in which they changed first. */
  readonly names = new Map<Directory, Set<string>>();
  readonly contents = new Map<Inode, ChangedContents>();
  /** Inodes to the first name that each got, if that name was free before. */
  readonly #first = new Map<Inode, { readonly directory: Directory; readonly name: string }>();

  get empty(): boolean {
    return this.names.size === 0 && this.contents.size === 0;
  }

  note({ event, inode, directory, name, written }: Change): void {
    if (event === 'rename' && directory) {
      const names = this.names.get(directory) ?? new Set();
      this.names.set(directory, names);
      if (!names.has(name) && !this.#first.has(inode) && directory.entries.get(name) === inode)
        this.#first.set(inode, { directory, name });
      names.add(name);
    } else if (event === 'change') this.#change(inode, written);
  }

  /** Whether this is the first name that `inode` got, and was free before. */
  wasFree(inode: Inode, directory: Directory, name: string): boolean {
    const first = this.#first.get(inode);
    return first?.directory === directory && first.name === name;
  }

  clear(): void {
    this.names.clear();
    this.contents.clear();
    this.#first.clear();
  }

  #change(inode: Inode, written: Change['written']): void {
    let change = this.contents.get(inode);
    if (!change) this.contents.set(inode, (change = { cut: undefined, sized: false, writes: [], appended: true }));
    if (!written) return;
    const [from, to, appended = false] = written;
    if (from === to) {
      change.cut = Math.min(change.cut ?? to, to);
      change.sized = true;
      change.appended = false;
      return;
    }
    change.appended &&= appended;
    const last = change.writes.at(-1);
    if (last && last[1] === from) last[1] = to;
    else change.writes.push([from, to]);
  }
}

/** The ranges in order and within `size`, those that touch made one. */
export function merged(ranges: readonly (readonly [number, number])[], size: number): [number, number][] {
  const result: [number, number][] = [];
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    const end = Math.min(to, size);
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], end);
    else if (from < end) result.push([from, end]);
  }
  return result;
}
