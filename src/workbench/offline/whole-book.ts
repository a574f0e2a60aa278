/** The whole book in this browser: whether the reader wants it, how much of it is there, and whether there is a newer one. */
import { EditionChanged, keep, keptPaths, list, removeAll, removeOthers, type Whole } from '../../offline/keep.ts';
import { choice, choose, isNamedByContents } from '../../offline/places.ts';
import { registerWorker } from '../../offline/register.ts';
import { wantsWholeBook, wishWholeBook } from '../../offline/wishes.ts';
import { State } from '../stores/signal.ts';

/**
 * `none`: not wanted; `fetching`; `stopped`: some of it is there, and nothing is being fetched; `kept`: all of it is.
 */
export type WholeState = 'none' | 'fetching' | 'stopped' | 'kept';

/** How often a new edition may come while files are being fetched. */
const TRIES = 3;

class WholeBook {
  readonly #base: string;
  readonly #state = new State<WholeState>('none');
  readonly #had = new State(0);
  readonly #size = new State<number | undefined>(undefined);
  readonly #newer = new State<number | undefined>(undefined);
  readonly #taken = new State(false);
  readonly #problem = new State<string | undefined>(undefined);
  #stop: AbortController | undefined;

  constructor(base: string) {
    this.#base = base;
  }

  get state(): WholeState {
    return this.#state.value;
  }

  /** Bytes that are there. */
  get had(): number {
    return this.#had.value;
  }

  /** Bytes of the whole book; `undefined` while nobody has said it. */
  get size(): number | undefined {
    return this.#size.value;
  }

  /** Bytes of a newer edition that would have to be fetched; `undefined` when there is none. */
  get newer(): number | undefined {
    return this.#newer.value;
  }

  /** Whether a newer edition than this page's has been taken: it is read after a reload. */
  get taken(): boolean {
    return this.#taken.value;
  }

  get problem(): string | undefined {
    return this.#problem.value;
  }

  /** Finds out how things stand, and goes on with what was begun. Without the network it says what it can. */
  async look(): Promise<void> {
    if (this.state === 'fetching') return;
    const edition = await choice(this.#base, 'whole');
    const wish = wantsWholeBook();
    this.#state.value = edition !== undefined ? 'kept' : wish === undefined ? 'none' : 'stopped';
    if (edition !== undefined) await removeOthers(this.#base, edition);
    let whole: Whole;
    try {
      whole = await list<Whole>(this.#base, 'whole');
    } catch {
      return;
    }
    const present = await keptPaths(this.#base);
    this.#size.value = total(whole, () => true);
    this.#newer.value =
      edition === undefined || edition === whole.edition
        ? undefined
        : total(whole, (path) => !isNamedByContents(path) || !present.has(path));
    this.#had.value = edition === undefined ? total(whole, (path) => present.has(path)) : this.#size.value;
    if (this.state === 'stopped' && wish === 'wanted') void this.fetch();
  }

  /** Fetches what is missing of the newest edition. Progress and problems are in the other properties. */
  async fetch(): Promise<void> {
    if (this.state === 'fetching') return;
    const hadOne = (await choice(this.#base, 'whole')) !== undefined;
    const stop = new AbortController();
    this.#stop = stop;
    this.#state.value = 'fetching';
    this.#problem.value = undefined;
    wishWholeBook('wanted');
    try {
      await registerWorker(this.#base);
      await navigator.storage?.persist?.();
      await navigator.locks.request(`port3000 ${this.#base} keep`, { signal: stop.signal }, () =>
        this.#fetch(stop.signal),
      );
      this.#state.value = 'kept';
      this.#newer.value = undefined;
      this.#taken.value = hadOne;
      wishWholeBook(undefined);
    } catch (error) {
      this.#state.value = hadOne ? 'kept' : 'stopped';
      if (stop.signal.aborted) return;
      this.#problem.value = explain(error);
      addEventListener('online', () => void this.look(), { once: true });
    }
  }

  async #fetch(signal: AbortSignal): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const { edition, files } = await list<Whole>(this.#base, 'whole');
      this.#size.value = total({ files }, () => true);
      let had = 0;
      try {
        await keep({
          base: this.#base,
          edition,
          paths: Object.keys(files),
          signal,
          had: (path) => (this.#had.value = had += files[path] ?? 0),
        });
      } catch (error) {
        if (error instanceof EditionChanged && tries < TRIES) continue;
        throw error;
      }
      // The edition before stays until the next page: this one may need a file of it.
      return choose(this.#base, 'whole', edition);
    }
  }

  /** Stops fetching until the reader goes on; what is there stays. */
  pause(): void {
    wishWholeBook('stopped');
    this.#stop?.abort();
  }

  /** Removes all that is kept. The pages go on working with the network. */
  async remove(): Promise<void> {
    this.#stop?.abort();
    wishWholeBook(undefined);
    await removeAll(this.#base);
    this.#state.value = 'none';
    this.#had.value = 0;
    this.#newer.value = undefined;
    this.#problem.value = undefined;
  }
}

const books = new Map<string, WholeBook>();

/** @param base the path that the site is served under @returns the one of this page */
export function wholeBook(base: string): WholeBook {
  const book = books.get(base) ?? new WholeBook(base);
  books.set(base, book);
  return book;
}

/** `12 MB`, of a million bytes; less than one is `1 MB`. */
export const megabytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1e6))} MB`;

function total({ files }: Pick<Whole, 'files'>, counts: (path: string) => boolean): number {
  return Object.entries(files).reduce((sum, [path, bytes]) => sum + (counts(path) ? bytes : 0), 0);
}

function explain(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    return 'The browser has no more room for this site. What is kept so far stays; free some room, then go on.';
  if (error instanceof EditionChanged) return `${error.message} Go on in a few minutes.`;
  const reason = error instanceof Error ? error.message : String(error);
  return `Not all files could be loaded (${reason}). What is kept so far stays; it goes on when there is a network.`;
}
