// A tab that shows a page of one origin, and the fetch() that the page’s scripts get.
import { send } from './network.js';
import { remember, remembered } from './preflights.js';
import * as rules from './rules.js';

// Ann is logged in at the API. A cookie belongs to a host and not to a port.
const cookies = new Map([['localhost', 'session=ann']]);
const TEXT = 'text/plain;charset=UTF-8'; // what a string is, if nobody says otherwise

export class Tab {
  /** `sequence` is told what happens. */
  constructor(page, sequence) {
    this.page = page;
    this.origin = page.origin;
    this.sequence = sequence;
  }

  fetch = async (input, { method = 'GET', headers = {}, body, credentials } = {}) => {
    const request = {
      origin: this.origin,
      url: new URL(input, this.page),
      method,
      headers: Object.fromEntries(new Headers(headers)), // names in lower case
      body,
      credentials: credentials ?? 'same-origin',
    };
    if (body !== undefined) request.headers['content-type'] ??= TEXT;

    this.sequence.called();
    try {
      const answer = await this.#decide(request);
      this.sequence.returned('Response');
      return answer;
    } catch (error) {
      this.sequence.returned(error.name);
      throw error;
    }
  };

  async #decide(request) {
    if (this.#passes(rules.sameOrigin(request))) {
      const silent = ['GET', 'HEAD'].includes(request.method);
      const answer = await this.#send(request, silent ? {} : { origin: this.origin });
      return response(answer, answer.headers);
    }
    if (!this.#passes(rules.safelisted(request))) await this.#preflight(request);
    const answer = await this.#send(request, { origin: this.origin });
    if (!this.#passes(rules.corsCheck(request, answer))) throw networkError();
    return response(answer, rules.readable(request, answer));
  }

  async #preflight(request) {
    const names = rules.unsafeNames(request);
    if (this.#passes(remembered(request, names, Date.now()))) return;
    const headers = {
      'origin': this.origin,
      'access-control-request-method': request.method,
      ...(names.length > 0 && { 'access-control-request-headers': names.join(',') }),
    };
    const preflight = { url: request.url, method: 'OPTIONS', credentials: 'omit' };
    const answer = await this.#send(preflight, headers);
    if (!this.#passes(rules.preflightCheck(request, answer))) throw networkError();
    remember(request, names, answer, Date.now());
  }

  /** Sends it with `more` headers and the cookie, which the page cannot set itself. */
  async #send({ url, method, headers, body, credentials }, more = {}) {
    const own = credentials === 'same-origin' && url.origin === this.origin;
    const cookie = (own || credentials === 'include') && cookies.get(url.hostname);
    const all = { ...headers, ...more, ...(cookie && { cookie }) };
    this.sequence.sent(method, url, all);
    const answer = await send(url, { method, headers: all, body });
    this.sequence.answered(answer);
    return answer;
  }

  #passes(check) {
    this.sequence.checked(check);
    return check.ok;
  }
}

// A script learns no more than this. The reason is for the developer’s console.
const networkError = () => new TypeError('Failed to fetch');

const response = ({ status, text }, headers) => ({
  status,
  ok: status >= 200 && status < 300,
  headers: new Headers(headers),
  text: async () => text,
  json: async () => JSON.parse(text),
});
