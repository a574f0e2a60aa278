// A small browser with one tab. It tells `say` what it runs, sends and refuses. Scripts
// run in a context of node:vm, which keeps their names apart and is no prison.
import vm from 'node:vm';
import { elements } from './html.js';

export const SHOP = 'https://shop.example';
const BEHIND = 'http://localhost:3001'; // played here: DNS and TLS

export class Browser {
  #cookie = null;
  #policy = '';
  lost = new Set();

  constructor(say) {
    this.say = say;
  }

  #directive(name) {
    const parts = this.#policy.split(';').map((part) => part.trim().split(/\s+/));
    return parts.find(([each]) => each === name)?.slice(1);
  }

  /** CSP 3, “Does element match source list for type and source?” */
  #mayRun(kind, nonce) {
    const sources = this.#directive('script-src') ?? this.#directive('default-src');
    const isStrict = sources?.some((each) => /^'(nonce|sha\d+)-/.test(each));
    // Beside a nonce or a hash, 'unsafe-inline' says nothing.
    if (!sources || (!isStrict && sources.includes("'unsafe-inline'"))) return true;
    const yes = kind === 'script' && sources.includes(`'nonce-${nonce}'`);
    if (!yes) this.say(`refused: ${kind}, by script-src`);
    return yes;
  }

  /** Goes to a page of the shop, and does what its HTML says. */
  async open(path) {
    const answer = await this.#send('GET', new URL(path, SHOP), { from: SHOP });
    this.#policy = answer.headers.get('Content-Security-Policy') ?? '';
    const html = await answer.text();
    for (const element of elements(html)) await this.#build(element, path);
  }

  async #build({ name, attributes, text }, path) {
    const run = (kind, code) =>
      this.#mayRun(kind, attributes.nonce) ? this.#run(code, path) : undefined;
    if (name === 'script') await run('script', text);
    if (name === 'img' && attributes.onerror) await run('onerror', attributes.onerror);
    if (name === 'a') { // Ann clicks on each link.
      const [, code] = /^javascript:(.*)/is.exec(attributes.href) ?? [];
      if (code) await run('javascript:', code);
    }
    if (name === 'form') this.#fillIn(attributes.action); // And she believes each form.
  }

  async #run(code, path) {
    const visible = this.#cookie && !this.#cookie.httpOnly ? this.#cookie.pair : '';
    const names = {
      say: (text) => this.say(String(text)),
      document: { cookie: visible },
      fetch: (url, init = {}) => this.#fetch(new URL(url, SHOP + path), init),
    };
    // The time is for code that does not end by itself.
    const program = `(async () => { ${code}\n })()`;
    try {
      await vm.runInNewContext(program, names, { timeout: 500 });
    } catch (error) {
      this.say(`the script fails: ${error.message}`);
    }
  }

  async #fetch(url, { method = 'GET', headers = {}, body }) {
    if (url.origin !== SHOP) return this.#leak(url);
    return this.#send(method, url, { from: SHOP, headers, body });
  }

  #fillIn(action = '') {
    const url = new URL(action, SHOP);
    if (url.origin === SHOP) return;
    if (!this.#directive('form-action')) return this.#leak(url, "?password=ann's");
    this.say('refused: a form to another origin, by form-action');
  }

  #leak(url, query = url.search) {
    for (const what of ['session', 'password']) {
      if (query.includes(what)) this.lost.add(what);
    }
    this.say(`sent to ${url.origin}: ${query.replace(/[0-9a-f-]{36}/, '…')}`);
  }

  /** What a page of another site may do without asking: a POST of text. */
  forge = (path, body) =>
    this.#send('POST', new URL(path, SHOP), {
      from: 'https://evil.example',
      headers: { 'content-type': 'text/plain' },
      body,
    });

  /** Ann looks who she is. */
  async account(path) {
    const answer = await this.#send('GET', new URL(path, SHOP), { from: SHOP });
    return answer.json();
  }

  async #send(method, url, { from, headers, body }) {
    const own = from === url.origin;
    const sent = { ...headers, 'sec-fetch-site': own ? 'same-origin' : 'cross-site' };
    const goes = this.#cookie && (own || !this.#cookie.sameSite);
    if (goes) sent.cookie = this.#cookie.pair;
    const options = { method, headers: sent, body, signal: AbortSignal.timeout(5000) };
    const answer = await fetch(BEHIND + url.pathname, options);
    const [set] = answer.headers.getSetCookie();
    if (set) {
      this.#cookie = {
        pair: set.split(';')[0],
        httpOnly: /HttpOnly/.test(set),
        sameSite: /SameSite=(Lax|Strict)/.test(set),
      };
    }
    const cookie = goes ? 'with' : 'without';
    this.say(`${method} ${url.pathname}: ${answer.status}, ${cookie} the cookie`);
    return answer;
  }
}
