/** The requests of a sandbox: the offered ones and the reader's own, as they stand, and what was answered. */
import type { HttpResponse } from '../../engine/engine.ts';
import type { HttpVariable } from '../../sandbox/http-file.ts';
import type { PreparedRequest } from '../../sandbox/http-request.ts';
import { prepareDraft, readDrafts, type RequestDraft } from './request-draft.ts';

/** What became of a request. */
export interface Answer {
  /** Counted from 1 over everything sent. */
  readonly number: number;
  readonly title: string;
  readonly method: string;
  readonly url: string;
  readonly state: 'waiting' | 'answered' | 'failed';
  readonly response?: HttpResponse;
  /** Why there is none, for the reader. */
  readonly reason?: string;
}

export type Exchange = { readonly response: HttpResponse } | { readonly reason: string };

/** The sandbox that requests go to. */
export interface RequestTarget {
  /** Brings the answer, or the reason why there is none; starts the processes when they are not there. */
  exchange(request: PreparedRequest): Promise<Exchange>;
  /** Whether processes are there or on their way. */
  readonly active: boolean;
  /** Where a new request would go. */
  readonly port: number;
  changed(): void;
}

export class RequestList {
  readonly variables: readonly HttpVariable[];
  drafts: readonly RequestDraft[];
  /** The newest answer, whatever was sent. */
  answer: Answer | null = null;
  /** The newest answer of each draft. */
  readonly answers = new Map<number, Answer>();
  readonly #http: string | null;
  readonly #target: RequestTarget;
  #sent = 0;

  /** @param http the text of `requests.http`; `null` when the sandbox offers none */
  constructor(http: string | null, target: RequestTarget) {
    this.#http = http;
    this.#target = target;
    const { drafts, variables } = readDrafts(http);
    this.drafts = drafts;
    this.variables = variables;
  }

  get edited(): boolean {
    return this.drafts.some(({ text, original }) => text !== original);
  }

  /** The offered requests as the author wrote them, and no answers. */
  reset(): void {
    this.drafts = readDrafts(this.#http).drafts;
    this.answer = null;
    this.answers.clear();
  }

  draft(id: number): RequestDraft | undefined {
    return this.drafts.find((draft) => draft.id === id);
  }

  edit(id: number, text: string): void {
    this.drafts = this.drafts.map((draft) => (draft.id === id ? { ...draft, text } : draft));
    this.#target.changed();
  }

  /** Adds a request of the reader's own. */
  add(): RequestDraft {
    const id = Math.max(-1, ...this.drafts.map((draft) => draft.id)) + 1;
    const draft: RequestDraft = {
      id,
      name: null,
      title: 'Your request',
      original: null,
      text: `GET http://localhost:${this.#target.port}/\n`,
    };
    this.drafts = [...this.drafts, draft];
    this.#target.changed();
    return draft;
  }

  remove(id: number): void {
    this.drafts = this.drafts.filter((draft) => draft.id !== id);
    this.answers.delete(id);
    this.#target.changed();
  }

  /** Sends a draft. Failures are answers too; `null` when there is no such draft. */
  async send(id: number): Promise<Answer | null> {
    const draft = this.draft(id);
    if (draft === undefined) return null;
    this.#sent += 1;
    const prepared = prepareDraft(draft.text, this.variables);
    const base = { number: this.#sent, title: draft.title };
    if (!prepared.ok)
      return this.#answered(id, { ...base, method: '', url: '', state: 'failed', reason: prepared.message });
    const { request } = prepared;
    const waiting: Answer = { ...base, method: request.method, url: request.url, state: 'waiting' };
    this.#answered(id, waiting);
    const result = await this.#target.exchange(request);
    return this.#answered(id, { ...waiting, state: 'response' in result ? 'answered' : 'failed', ...result });
  }

  /** Sends the requests one after the other, in their order. */
  async sendAll(): Promise<void> {
    for (const { id } of this.drafts) {
      const answer = await this.send(id);
      // Stopped or not to be started: the rest would fail for the same reason.
      if (answer?.state === 'failed' && !this.#target.active) return;
    }
  }

  #answered(id: number, answer: Answer): Answer {
    // A slow answer must not hide a newer one, but it is still its own draft's newest.
    if (this.answer === null || answer.number >= this.answer.number) this.answer = answer;
    if ((this.answers.get(id)?.number ?? 0) <= answer.number) this.answers.set(id, answer);
    this.#target.changed();
    return answer;
  }
}
