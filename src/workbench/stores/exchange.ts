/** What was sent and what became of it: the answers to requests, in the order in which these were sent. */
import type { RequestOptions } from '../../engine/engine.ts';
import type { PrepareContext, PreparedRequest } from '../../sandbox/http-request.ts';
import type { Answer, RequestTarget } from './answer.ts';
import { CookiesStore } from './cookies.ts';
import { Received } from './received.ts';
import { prepareDraft, type DraftResult } from './request-draft.ts';
import type { RequestsStore } from './requests.ts';
import { State } from './signal.ts';
import { formatSize } from '../format/units.ts';

export type { Answer, Outcome, RequestTarget } from './answer.ts';

/** Bytes of a body that are kept; one that is longer is not read to its end. */
export const KEPT = 2 ** 27;
/** How many answers are kept to be compared with, and up to how many bytes of a body. */
const HISTORY = 10;
const COMPARED = 1_000_000;
/** While an answer is being received, it is told of at most once in so many milliseconds. */
const PAUSE = 50;

export class ExchangeStore {
  /** What a reader wants to be kept between requests. */
  readonly cookies: CookiesStore;
  readonly #requests: RequestsStore;
  readonly #target: RequestTarget;
  readonly #answer = new State<Answer | null>(null);
  readonly #answers = new State<ReadonlyMap<number, Answer>>(new Map());
  readonly #history = new State<readonly Answer[]>([]);
  readonly #aborts = new Map<number, AbortController>();
  #sent = 0;
  /** Answers up to this one are not kept when they come. */
  #forgotten = 0;

  constructor(requests: RequestsStore, target: RequestTarget) {
    this.#requests = requests;
    this.#target = target;
    this.cookies = new CookiesStore(() => target.now);
  }

  /** The newest answer, whatever was sent. */
  get answer(): Answer | null {
    return this.#answer.value;
  }

  /** The newest answer of each draft, by the draft's id. */
  get answers(): ReadonlyMap<number, Answer> {
    return this.#answers.value;
  }

  /** The newest answers that came, the newest first: what can be compared. */
  get history(): readonly Answer[] {
    return this.#history.value;
  }

  reset(): void {
    // What is still on its way is not wanted any more.
    this.#forgotten = this.#sent;
    for (const abort of this.#aborts.values()) abort.abort();
    this.cookies.forget();
    this.#answer.value = null;
    this.#answers.value = new Map();
    this.#history.value = [];
  }

  /** Forgets the answer of a draft that is no longer there. */
  forget(id: number): void {
    this.#answers.value = new Map([...this.answers].filter(([other]) => other !== id));
  }

  /**
   * Sends a draft, as often as its loop says. Failures are answers too; `null` when there is no such draft. Resolves
   * when the last answer is whole; of a stream of events, which has no end, when its head is there.
   */
  async send(id: number): Promise<Answer | null> {
    const draft = this.#requests.draft(id);
    if (draft === undefined) return null;
    let answer: Answer | null = null;
    for (let index = 0, loop = 1; index < loop; index += 1) {
      const { title, text } = draft;
      this.#sent += 1;
      const base = { number: this.#sent, title };
      const reading = this.prepare(text, index);
      // What can be sent at once is sent at once.
      const prepared = reading instanceof Promise ? await reading : reading;
      if (!prepared.ok)
        return this.#answered(id, { ...base, method: '', url: '', state: 'failed', reason: prepared.message });
      ({ loop } = prepared);
      const named = loop === 1 ? base : { ...base, title: `${title}, ${index + 1} of ${loop}` };
      answer = await this.#receive(id, named, prepared.request);
      // Given up, reset, or nobody there any more: the rest would be no better.
      const given = answer.response?.broken !== undefined || answer.number <= this.#forgotten;
      if (given || (answer.state === 'failed' && (answer.stopped || !this.#target.active))) break;
    }
    return answer;
  }

  /** Reads a draft with what earlier answers say. @param index which of its loop it is, from 0 */
  prepare(text: string, index: number): DraftResult | Promise<DraftResult> {
    const { names, variables } = this.#requests;
    const read = (resolve: PrepareContext['resolve']) =>
      prepareDraft(text, variables, { names, index, ...(resolve && { resolve }) });
    const earlier = (name: string): Received | undefined => {
      const draft = this.#requests.drafts.find((each) => each.name === name);
      return draft && this.answers.get(draft.id)?.response;
    };
    let refers = false;
    // Most requests refer to nothing: what looks into answers is loaded for those that do.
    const plain = read((_, name) => {
      refers ||= earlier(name) !== undefined;
      return null;
    });
    if (!refers) return plain;
    return import('../../sandbox/http-reference.ts').then(
      ({ resolveReference }) =>
        read((reference, name) => {
          const response = earlier(name);
          if (response === undefined) return null;
          return resolveReference(reference, {
            headers: response.headers,
            body: new TextDecoder().decode(response.body),
          });
        }),
      () => ({ ok: false, message: 'What looks into earlier answers could not be loaded. Check the connection.' }),
    );
  }

  /** Sends a request that is none of the drafts, such as the one that an answer redirects to. */
  sendOther(title: string, request: PreparedRequest): Promise<Answer> {
    this.#sent += 1;
    return this.#receive(null, { number: this.#sent, title }, request);
  }

  /** Reads no more of an answer that is being waited for or received. */
  stop(number: number): void {
    this.#aborts.get(number)?.abort();
  }

  #receive(id: number | null, base: Pick<Answer, 'number' | 'title'>, request: PreparedRequest): Promise<Answer> {
    const { method, url } = request;
    const sent = this.cookies.added(request);
    const waiting: Answer = { ...base, method, url, request: sent, state: 'waiting' };
    this.#answered(id, waiting);
    if (sent.socket) return this.#converse(id, waiting, sent);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const abort = new AbortController();
    this.#aborts.set(waiting.number, abort);
    const start = performance.now();
    let received: Received | undefined;
    let pause: ReturnType<typeof setTimeout> | undefined;
    const tell = (response: Received): Answer => {
      pause = undefined;
      return this.#answered(id, { ...waiting, state: 'receiving', response });
    };
    const follow: RequestOptions['follow'] = {
      head: (head, wire) => {
        received = new Received(head, wire, performance.now() - start);
        this.cookies.take(sent, received);
        const answer = tell(received);
        if (isEventStream(received)) resolve(answer);
      },
      body: (bytes) => {
        if (received === undefined) return;
        const response = received;
        response.add(bytes, performance.now() - start);
        if (response.size > KEPT) {
          response.broken = `Reading was stopped after ${formatSize(KEPT)}.`;
          abort.abort();
        }
        pause ??= setTimeout(() => tell(response), PAUSE);
      },
    };
    this.#target.request(sent, { follow, signal: abort.signal }).then((outcome) => {
      clearTimeout(pause);
      this.#aborts.delete(waiting.number);
      if ('reason' in outcome)
        return resolve(this.#answered(id, { ...waiting, state: 'failed', ...outcome, stopped: abort.signal.aborted }));
      const { response } = outcome;
      const whole = received ?? Received.whole(response);
      if (received === undefined) this.cookies.take(sent, whole);
      whole.time = response.time;
      if (response.broken !== undefined) whole.broken ??= response.broken;
      return resolve(this.#answered(id, { ...waiting, state: 'answered', response: whole }));
    }, reject);
    return promise;
  }

  /** Opens a WebSocket. Resolves when it is open: how it goes on is the conversation's. */
  async #converse(id: number | null, waiting: Answer, request: PreparedRequest): Promise<Answer> {
    const abort = new AbortController();
    this.#aborts.set(waiting.number, abort);
    const tell = (answer: Answer) => {
      if (answer.state !== 'receiving') this.#aborts.delete(waiting.number);
      return this.#answered(id, answer);
    };
    try {
      const { converse } = await import('./converse.ts');
      return await converse(this.#target, waiting, request, abort.signal, tell);
    } catch {
      const reason = 'What speaks WebSocket could not be loaded. Check the connection.';
      return tell({ ...waiting, state: 'failed', reason });
    }
  }

  /** Sends the requests one after the other, in their order. */
  async sendAll(): Promise<void> {
    for (const { id } of this.#requests.drafts) {
      const answer = await this.send(id);
      // Stopped or not to be started: the rest would fail for the same reason.
      if (answer?.state === 'failed' && !this.#target.active) return;
    }
  }

  #answered(id: number | null, answer: Answer): Answer {
    if (answer.number <= this.#forgotten) return answer;
    if (answer.state === 'answered' && answer.response !== undefined) {
      // Large ones are not kept for later.
      const kept = [answer, ...this.#history.value].filter(({ response }) => response!.size <= COMPARED);
      this.#history.value = kept.slice(0, HISTORY);
    }
    // A slow answer must not hide a newer one, but it is still its own draft's newest.
    if (this.answer === null || answer.number >= this.answer.number) this.#answer.value = answer;
    if (id !== null && (this.answers.get(id)?.number ?? 0) <= answer.number)
      this.#answers.value = new Map([...this.answers, [id, answer]]);
    return answer;
  }
}

/** An answer without an end, by its nature (HTML Standard, section 9.2). */
export function isEventStream(response: Received): boolean {
  return /^text\/event-stream\b/i.test(response.header('content-type') ?? '');
}
