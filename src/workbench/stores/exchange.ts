/** What was sent and what became of it: the answers to requests, in the order in which these were sent. */
import type { HttpResponse } from '../../engine/engine.ts';
import type { PreparedRequest } from '../../sandbox/http-request.ts';
import { prepareDraft } from './request-draft.ts';
import type { RequestsStore } from './requests.ts';
import { State } from './signal.ts';

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

export type Outcome = { readonly response: HttpResponse } | { readonly reason: string };

/** Whoever takes requests to the servers. */
export interface RequestTarget {
  /** Brings the answer, or the reason why there is none; starts the processes when they are not there. */
  request(request: PreparedRequest): Promise<Outcome>;
  /** Whether processes are there or on their way. */
  readonly active: boolean;
}

export class ExchangeStore {
  readonly #requests: RequestsStore;
  readonly #target: RequestTarget;
  readonly #answer = new State<Answer | null>(null);
  readonly #answers = new State<ReadonlyMap<number, Answer>>(new Map());
  #sent = 0;

  constructor(requests: RequestsStore, target: RequestTarget) {
    this.#requests = requests;
    this.#target = target;
  }

  /** The newest answer, whatever was sent. */
  get answer(): Answer | null {
    return this.#answer.value;
  }

  /** The newest answer of each draft, by the draft's id. */
  get answers(): ReadonlyMap<number, Answer> {
    return this.#answers.value;
  }

  reset(): void {
    this.#answer.value = null;
    this.#answers.value = new Map();
  }

  /** Forgets the answer of a draft that is no longer there. */
  forget(id: number): void {
    this.#answers.value = new Map([...this.answers].filter(([other]) => other !== id));
  }

  /** Sends a draft. Failures are answers too; `null` when there is no such draft. */
  async send(id: number): Promise<Answer | null> {
    const draft = this.#requests.draft(id);
    if (draft === undefined) return null;
    this.#sent += 1;
    const prepared = prepareDraft(draft.text, this.#requests.variables);
    const base = { number: this.#sent, title: draft.title };
    if (!prepared.ok)
      return this.#answered(id, { ...base, method: '', url: '', state: 'failed', reason: prepared.message });
    const { request } = prepared;
    const waiting: Answer = { ...base, method: request.method, url: request.url, state: 'waiting' };
    this.#answered(id, waiting);
    const result = await this.#target.request(request);
    return this.#answered(id, { ...waiting, state: 'response' in result ? 'answered' : 'failed', ...result });
  }

  /** Sends the requests one after the other, in their order. */
  async sendAll(): Promise<void> {
    for (const { id } of this.#requests.drafts) {
      const answer = await this.send(id);
      // Stopped or not to be started: the rest would fail for the same reason.
      if (answer?.state === 'failed' && !this.#target.active) return;
    }
  }

  #answered(id: number, answer: Answer): Answer {
    // A slow answer must not hide a newer one, but it is still its own draft's newest.
    if (this.answer === null || answer.number >= this.answer.number) this.#answer.value = answer;
    if ((this.answers.get(id)?.number ?? 0) <= answer.number)
      this.#answers.value = new Map([...this.answers, [id, answer]]);
    return answer;
  }
}
