/** Whether a sandbox's cookies are kept and sent again, which is off at first, and those that are there. */
import type { PreparedRequest } from '../../sandbox/http-request.ts';
import type { Cookie, CookieJar } from './cookie-jar.ts';
import type { Received } from './received.ts';
import { State } from './signal.ts';

export class CookiesStore {
  readonly #now: () => number;
  readonly #kept = new State(false);
  readonly #cookies = new State<readonly Cookie[]>([]);
  readonly #problem = new State<string | null>(null);
  #jar: CookieJar | null = null;

  /** @param now milliseconds since 1970, on the clock of the servers */
  constructor(now: () => number) {
    this.#now = now;
  }

  get kept(): boolean {
    return this.#kept.value;
  }

  get cookies(): readonly Cookie[] {
    return this.#cookies.value;
  }

  /** Why they cannot be kept. */
  get problem(): string | null {
    return this.#problem.value;
  }

  /** From now on they are kept, or no longer: then they are forgotten as well. */
  async keep(kept: boolean): Promise<void> {
    this.#problem.value = null;
    if (!kept) {
      this.#kept.value = false;
      this.forget();
      return;
    }
    try {
      this.#jar ??= new (await import('./cookie-jar.ts')).CookieJar();
      this.#kept.value = true;
    } catch {
      this.#problem.value = 'What keeps cookies could not be loaded. Check the connection.';
    }
  }

  forget(): void {
    this.#jar?.clear();
    this.#cookies.value = [];
  }

  /** The request with the cookies that belong to it, unless it has a `Cookie` header of its own. */
  added(request: PreparedRequest): PreparedRequest {
    const cookie = this.kept ? (this.#jar?.header(request.path, this.#now()) ?? null) : null;
    if (cookie === null || request.headers.some(([name]) => name.toLowerCase() === 'cookie')) return request;
    return { ...request, headers: [...request.headers, ['Cookie', cookie]] };
  }

  /** Keeps the cookies of an answer. */
  take({ path }: PreparedRequest, { headers }: Received): void {
    if (!this.kept || this.#jar === null) return;
    this.#jar.take(headers, path, this.#now());
    this.#cookies.value = [...this.#jar.list(this.#now())];
  }
}
