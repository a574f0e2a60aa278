/** All that has changed in a session's files since it began, for a process that starts with the files of then. */
import type { ContentChange, FileChanges, FileNode } from '../protocol/files.ts';

type Entry = FileChanges['entries'][number];

export class ChangedFiles {
  readonly #nodes = new Map<string, FileNode>();
  /** Entries by directory and name, in the order in which they last changed. */
  readonly #entries = new Map<string, Entry>();
  readonly #contents = new Map<string, ContentChange[]>();
  /** Files that two processes have made at the same time: the later one's id to the earlier one's. */
  readonly #same = new Map<string, string>();
  /** Ids to the number of names that each has by now, counting entries that have changed. */
  readonly #names = new Map<string, number>();

  get all(): FileChanges {
    return {
      nodes: [...this.#nodes.values()],
      entries: [...this.#entries.values()],
      contents: [...this.#contents.values()].flat(),
    };
  }

  add({ nodes, entries, contents }: FileChanges): void {
    for (const node of nodes) this.#nodes.set(node.id, node);
    const unnamed = new Set<string>();
    for (const entry of entries) if (!this.#unite(entry)) this.#setEntry(entry, unnamed);
    for (const change of contents) this.#setContents({ ...change, id: this.#known(change.id) });
    for (const id of unnamed) if (this.#nodes.has(id) && (this.#names.get(id) ?? 0) === 0) this.#drop(id);
  }

  /** Forgets what programs have made of the contents of this file. */
  forgetContents(id: string): void {
    this.#contents.delete(id);
  }

  #known(id: string): string {
    return this.#same.get(id) ?? id;
  }

  /**
   * Makes one file of two that were made at the same time, as the processes do it (worker/files/shared-files.ts).
   * @returns whether the entry needs nothing else
   */
  #unite([parent, name, id, free]: Entry): boolean {
    const node = this.#nodes.get(id ?? '');
    const here = this.#nodes.get(this.#entries.get(`${this.#known(parent)}\0${name}`)?.[2] ?? '');
    if (!free || !node || !here || here === node || here.kind !== node.kind || here.kind === 'link') return false;
    this.#nodes.delete(node.id);
    this.#same.set(node.id, here.id);
    this.#nodes.set(here.id, { ...here, also: [...(here.also ?? []), node.id] });
    const { attributes, contents, appended } = node;
    if (contents)
      this.#setContents(
        appended
          ? { id: here.id, attributes, writes: [], appended: contents }
          : { id: here.id, attributes, cut: 0, writes: [[0, contents]] },
      );
    return true;
  }

  #setEntry([parent, name, entryId]: Entry, unnamed: Set<string>): void {
    const directory = this.#known(parent);
    const id = entryId === null ? null : this.#known(entryId);
    const key = `${directory}\0${name}`;
    const before = this.#entries.get(key)?.[2] ?? null;
    this.#entries.delete(key);
    this.#entries.set(key, [directory, name, id]);
    if (before !== null) {
      this.#names.set(before, (this.#names.get(before) ?? 0) - 1);
      unnamed.add(before);
    }
    if (id !== null) this.#names.set(id, (this.#names.get(id) ?? 0) + 1);
  }

  #setContents(change: ContentChange): void {
    const { id, cut } = change;
    const before = this.#contents.get(id);
    if (before && cut !== 0) before.push(change);
    else this.#contents.set(id, [change]);
    const node = this.#nodes.get(id);
    if (cut === 0 && node) this.#nodes.set(id, { ...node, contents: new Uint8Array(0) });
  }

  #drop(id: string): void {
    this.#nodes.delete(id);
    this.#contents.delete(id);
    this.#names.delete(id);
  }
}
