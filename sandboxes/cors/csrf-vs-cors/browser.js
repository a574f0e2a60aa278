// A small browser. It tells `say` what it does, and by which rule. It has no redirects,
// remembers no preflight, and adds no headers but Cookie, Origin and Sec-Fetch-Site.
import { once } from 'node:events';
import http from 'node:http';
import { Jar, relation } from './cookies.js';

// Played here: DNS, and whatever ends TLS in front of the bank.
const HOSTS = new Map([['bank.example', 'http://localhost:3001']]);
const TEXT = 'text/plain;charset=UTF-8';
const FORM =
  /^(text\/plain|multipart\/form-data|application\/x-www-form-urlencoded)(;|$)/;

/** All that a script learns of an answer that it may not have. */
export class NetworkError extends TypeError {
  message = 'Failed to fetch';
}

export class Browser {
  #jar = new Jar();
  lastStatus = 0;

  constructor(say) {
    this.say = say;
  }

  /** The user types an address. */
  visit = (url) => this.#send({ from: null, url: new URL(url), navigates: true });

  /** What the scripts of a page of the origin `from` can do. */
  page(from) {
    const go = (url, more) =>
      this.#send({ from, url: new URL(url), navigates: true, ...more });
    return {
      fetch: (url, init) => this.#fetch(from, new URL(url), init),
      follow: (url) => go(url),
      submit: (url, [name, value]) => {
        const headers = { 'content-type': 'text/plain' };
        return go(url, { method: 'POST', headers, body: `${name}=${value}\r\n` });
      },
    };
  }

  // All requests of this chapter’s pages are with credentials.
  async #fetch(from, url, { method = 'GET', headers = {}, body } = {}) {
    const request = { from, url, method, body, headers: { ...headers } };
    if (body !== undefined) request.headers['content-type'] ??= TEXT;
    if (url.origin === from) return this.#send(request);

    if (isSafelisted(request)) this.say('safelisted: sent at once [Fetch, main fetch]');
    else await this.#askFirst(request);
    const answer = await this.#send(request);
    const reads = mayRead(from, answer);
    this.say(`may the page read it? ${reads ? 'yes' : 'no'} [Fetch, CORS check]`);
    if (reads) return answer;
    throw new NetworkError();
  }

  async #askFirst({ from, url, method, headers }) {
    this.say('not safelisted: ask first [Fetch, main fetch]');
    const names = Object.keys(headers).sort();
    const asked = {
      'access-control-request-method': method,
      'access-control-request-headers': names.join(','),
    };
    const preflight = { from, url, method: 'OPTIONS', headers: asked, anonymous: true };
    const answer = await this.#send(preflight);
    const list = (name) => (answer.headers[name] ?? '').split(/ *, */);
    const methods = ['GET', 'HEAD', 'POST', ...list('access-control-allow-methods')];
    const allowed = list('access-control-allow-headers').join().toLowerCase().split(',');
    const named = names.every((name) => allowed.includes(name));
    const yes = named && methods.includes(method);
    if (yes && mayRead(from, answer) && answer.status < 300) return;
    this.lastStatus = 0;
    this.say(`the ${method} is never sent [Fetch, CORS-preflight fetch]`);
    throw new NetworkError();
  }

  async #send(request) {
    const { from, url, method = 'GET', headers, body, navigates, anonymous } = request;
    const host = HOSTS.get(url.hostname);
    if (!host) throw new TypeError(`nobody knows where ${url.hostname} is`);
    const site = relation(from, url);
    const { pair, why } = anonymous
      ? { why: 'without the cookie: a preflight' }
      : this.#jar.for(url, { site, method, navigates });
    const sent = { host: url.host, 'sec-fetch-site': site, ...headers };
    const cors = !navigates && site !== 'same-origin';
    if (from && (cors || method !== 'GET')) sent.origin = from;
    if (pair) sent.cookie = pair;

    const answer = await exchange(host + url.pathname + url.search, method, sent, body);
    this.#jar.keep(url, answer.headers['set-cookie']);
    this.lastStatus = answer.status;
    this.say(`${method} ${url.pathname}: ${answer.status}`);
    this.say(`  Sec-Fetch-Site: ${site}`);
    this.say(`  ${why}`);
    return answer;
  }
}

function isSafelisted({ method, headers }) {
  const { 'content-type': type = TEXT, ...others } = headers;
  const safe = ['GET', 'HEAD', 'POST'].includes(method) && FORM.test(type);
  return safe && Object.keys(others).length === 0;
}

const mayRead = (from, { headers }) =>
  headers['access-control-allow-origin'] === from
  && headers['access-control-allow-credentials'] === 'true';

async function exchange(url, method, headers, body) {
  const request = http.request(url, { method, headers, timeout: 5000 });
  request.on('timeout', () => request.destroy(new Error('no answer within 5 s')));
  request.on('error', () => {}); // after the headers, who reads the body is told
  request.end(body);
  const [answer] = await once(request, 'response');
  const text = String(Buffer.concat(await answer.toArray()));
  const json = async () => JSON.parse(text);
  return { status: answer.statusCode, headers: answer.headers, json };
}
