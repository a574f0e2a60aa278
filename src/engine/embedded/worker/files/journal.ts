/** What a process has changed in its files and others have not heard of: what is different, not each step. */
import type { Change } from '../vfs/changes.ts';
import type { Directory, Inode } from '../vfs/inode.ts';

/** How the contents of a file have changed. */
export interface ChangedContents {
  /** The smallest size that it was cut off to. */
  cut: number | undefined;
  /** Whether its size in the end was set, not only reached by writing. */
  sized: boolean;
  /** Where something was written: from, to. */
  readonly writes: [number, number][];
  /** Whether all that was written was added at the end, wherever that was. */
  appended: boolean;
}

export class Journal {
  /** By directory and name, in the order in which they changed first. */
  readonly names = new Map<Directory, Set<string>>();
  readonly contents = new Map<Inode, ChangedContents>();
  /** The first name of what got one that had been free. */
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

  /** Whether this was the first name of `inode` here, and nothing else had it. */
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

/** Ranges in order, none touching another, within `size`. */
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
