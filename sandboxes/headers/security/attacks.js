import * as browser from './browser.js';
import { accept, isSentAcrossSites, scriptsCanRead } from './cookies.js';

const evil = 'https://evil.example';
const ourApp = 'https://shop-app.example';
const is = (yes, what) => `${what}: ${yes ? 'yes' : 'no'}`;

// Each asks a site (bare or guarded) by `get` and says what the browser lets happen:
// first what the headers are for, then what they leave.
export const attacks = {
  async script(get) {
    const text = await get('/uploads/cat.txt');
    const script = await get('/uploads/cat.js');
    return [
      is(browser.runsAsScript(text.headers), 'an upload cat.txt runs as a script'),
      is(browser.runsAsScript(script.headers), 'an upload cat.js runs as a script'),
    ];
  },

  async frame(get) {
    const { headers } = await get('/account');
    return [
      is(browser.mayBeFramed(headers, evil), 'evil.example shows /account in a frame'),
      'evil.example shows a page that looks like /account: yes',
    ];
  },

  async comment(get) {
    const { headers } = await get('/comments');
    return [
      is(browser.runsInline(headers), 'a script in a comment runs'),
      is(browser.mayPostTo(headers, evil), 'a form in a comment sends to evil.example'),
    ];
  },

  async downgrade(get) {
    const { headers } = await get('/account');
    const hosts = new browser.KnownHosts();
    const plain = (host, when) => {
      const asked = hosts.secured(`http://${host}/`);
      return is(asked.startsWith('http:'), `http://${host} ${when}`);
    };
    hosts.learn('http://shop.example/', headers);
    const first = plain('shop.example', 'after a visit by http goes out in the clear');
    hosts.learn('https://shop.example/', headers);
    const then = 'after a visit by https goes out in the clear';
    return [plain('shop.example', then), first, plain('pay.shop.example', then)];
  },

  async cookie(get) {
    const { headers } = await get('/login');
    const [session] = headers.getSetCookie().map(accept);
    if (!session) return ['the browser keeps the session: no'];
    const post = { method: 'POST', inAddressBar: true };
    const link = { method: 'GET', inAddressBar: true };
    return [
      is(scriptsCanRead(session), 'a script reads the session'),
      is(isSentAcrossSites(session, post), 'a form of evil.example has the session'),
      is(isSentAcrossSites(session, link), 'a link of evil.example has the session'),
    ];
  },

  async read(get) {
    const { headers } = await get('/account');
    const withCookies = { withCookies: true };
    return [
      is(browser.mayRead(headers, evil, withCookies), 'evil.example reads /account'),
      is(browser.mayRead(headers, ourApp, withCookies), 'our own app reads it'),
    ];
  },
};
