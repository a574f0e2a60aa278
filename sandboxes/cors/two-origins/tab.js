// A tab that shows a page of one origin, and the fetch() that the page’s scripts get.
import { send } from './network.js';
import { forget, remember, remembered } from './preflights.js';
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
    const set = Object.entries(Object.fromEntries(new Headers(headers)));
    const request = {
      origin: this.origin,
      url: new URL(input, this.page),
      method: rules.normalize(method),
      headers: Object.fromEntries(set.filter(([name]) => rules.maySet(name))),
      body,
      credentials: credentials ?? 'same-origin',
    };
    if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) throw new TypeError(`no ${method}`);
    if (body !== undefined) {
      if (/^(GET|HEAD)$/.test(request.method)) throw new TypeError('no body with GET');
      if (typeof body !== 'string') throw new TypeError('here a body is a string');
      request.headers['content-type'] ??= TEXT;
    }

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
    const mustAsk = !this.#passes(rules.safelisted(request));
    if (mustAsk) await this.#preflight(request);
    const answer = await this.#send(request, { origin: this.origin });
    if (!this.#passes(rules.corsCheck(request, answer))) {
      if (mustAsk) forget(request);
      throw networkError();
    }
    return response(answer, rules.readable(request, answer));
  }

  async #preflight(request) {
    const names = rules.unsafeNames(request);
    if (this.#passes(remembered(request, Date.now()))) return;
    const headers = {
      'origin': this.origin,
      'access-control-request-method': request.method,
      ...(names.length > 0 && { 'access-control-request-headers': names.join(',') }),
    };
    const preflight = { url: request.url, method: 'OPTIONS', credentials: 'omit' };
    const answer = await this.#send(preflight, headers);
    if (!this.#passes(rules.preflightCheck(request, answer))) throw networkError();
    remember(request, answer, Date.now());
  }

  /** Sends it with `more` headers and the cookie, which the page cannot set itself. */
  async #send({ url, method, headers, body, credentials }, more = {}) {
    const own = credentials === 'same-origin' && url.origin === this.origin;
    const cookie = (own || credentials === 'include') && cookies.get(url.hostname);
    const all = { ...headers, ...more, ...(cookie && { cookie }) };
    this.sequence.sent(method, url, all);
    const answer = await send(url, { method, headers: all, body }).catch((error) => {
      throw networkError(error);
    });
    this.sequence.answered(answer);
    return answer;
  }

  #passes(check) {
    this.sequence.checked(check);
    return check.ok;
  }
}

// A script learns no more than this. The reason is for the developer’s console.
const networkError = (cause) => new TypeError('Failed to fetch', { cause });

function response({ status, text }, headers) {
  const seen = new Headers(headers);
  seen.delete('set-cookie'); // “forbidden response-header name”
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: seen,
    text: async () => text,
    json: async () => JSON.parse(text),
  };
}
