/** The requests of a sandbox as they stand: the offered ones and the reader's own. */
import type { HttpVariable } from '../../sandbox/http-file.ts';
import { readDrafts, type RequestDraft } from './request-draft.ts';
import { Computed, State } from './signal.ts';

/** What makes the author's requests the reader's. */
export interface RequestChanges {
  /** Of offered requests: what they are called, what the author had written, and the reader's text. */
  readonly changed: readonly { readonly name: string; readonly original: string; readonly text: string }[];
  /** The texts of the reader's own. */
  readonly added: readonly string[];
}

export class RequestsStore {
  readonly variables: readonly HttpVariable[];
  readonly #http: string | null;
  readonly #drafts: State<readonly RequestDraft[]>;
  readonly #edited = new Computed(() => this.drafts.some(({ text, original }) => text !== original));

  /** @param http the text of `requests.http`; `null` when the sandbox offers none */
  constructor(http: string | null) {
    this.#http = http;
    const { drafts, variables } = readDrafts(http);
    this.#drafts = new State<readonly RequestDraft[]>(drafts);
    this.variables = variables;
  }

  get drafts(): readonly RequestDraft[] {
    return this.#drafts.value;
  }

  /** What the requests are called that others may refer to. */
  get names(): readonly string[] {
    return this.drafts.flatMap(({ name }) => name ?? []);
  }

  /** Whether anything differs from what the author wrote. */
  get edited(): boolean {
    return this.#edited.value;
  }

  /** What the reader has changed and added; `null` when that is nothing. */
  get changes(): RequestChanges | null {
    const changed = this.drafts.flatMap(({ name, original, text }) =>
      name === null || original === null || text === original ? [] : [{ name, original, text }],
    );
    const added = this.drafts.flatMap(({ original, text }) => (original === null ? [text] : []));
    return changed.length + added.length === 0 ? null : { changed, added };
  }

  /**
   * The offered requests as the author wrote them.
   *
   * @returns brings back what was there
   */
  reset(): () => void {
    const before = this.drafts;
    this.#drafts.value = readDrafts(this.#http).drafts;
    return () => {
      this.#drafts.value = before;
    };
  }

  draft(id: number): RequestDraft | undefined {
    return this.drafts.find((draft) => draft.id === id);
  }

  edit(id: number, text: string): void {
    this.#drafts.value = this.drafts.map((draft) => (draft.id === id ? { ...draft, text } : draft));
  }

  /**
   * Adds a request of the reader's own.
   *
   * @param port where it goes
   */
  add(port: number): RequestDraft {
    const id = Math.max(-1, ...this.drafts.map((draft) => draft.id)) + 1;
    const text = `GET http://localhost:${port}/\n`;
    const draft: RequestDraft = { id, name: null, title: 'Your request', original: null, text };
    this.#drafts.value = [...this.drafts, draft];
    return draft;
  }

  remove(id: number): void {
    this.#drafts.value = this.drafts.filter((draft) => draft.id !== id);
  }
}
