// A small browser: cookies by host, redirects, and who is behind a name.
const HOSTS = new Map([
  ['album.example', 3001],
  ['prints.example', 3002],
  ['mallory.example', 3003],
  ['prints.example.mallory.example', 3003],
]);
const MOST = 10; // redirects

export class Browser {
  cookies = new Map(); // host → “name=value”

  constructor(owner, sequence) {
    this.owner = owner;
    this.sequence = sequence;
  }

  /** As if this browser had been logged in there. */
  takeCookie(host, { cookies }) {
    this.cookies.set(host, cookies.get(host));
  }

  /** Follows redirects, to the end or until the next address begins with `until`.
   * @returns { status, body, url }: the last answer, and the address after it */
  async visit(address, { until, ...options } = {}) {
    let url = new URL(address);
    let answer = await this.#send(url, options);
    for (let n = 0; answer.location && n < MOST; n += 1) {
      url = new URL(answer.location, url);
      if (until && url.href.startsWith(until)) break;
      answer = await this.#send(url);
    }
    return { ...answer, url };
  }

  async #send(url, { form, json } = {}) {
    const method = form || json ? 'POST' : 'GET';
    const { hostname: host } = url;
    if (!HOSTS.has(host)) throw new Error(`nobody knows where ${host} is`);
    const headers = { Cookie: this.cookies.get(host) ?? '' };
    if (form) headers.Origin = url.origin;
    if (json) headers['Content-Type'] = 'application/json';
    this.sequence.ask(this.owner, host, method, url);
    const server = `http://localhost:${HOSTS.get(host)}`;
    const response = await fetch(server + url.pathname + url.search, {
      method, headers, redirect: 'manual', signal: AbortSignal.timeout(5000),
      body: form ? new URLSearchParams(form) : json && JSON.stringify(json),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.cookies.set(host, cookie.split(';')[0]);
    const location = response.headers.get('Location');
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('Content-Type'));
    const body = isJson ? JSON.parse(text) : text;
    const { status } = response;
    const asked = response.headers.get('Asked');
    this.sequence.answer(this.owner, host, { status, body, asked, location });
    return { status, body, location };
  }
}
