import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const shop = 'http://localhost:3000';
// What nobody may see: each is made up, and each is searched for at the end.
const VAULT_KEY = 'bWFkZS11cCBrZXkgdHdvLCBub3QgZm9yIHVzZSAtLS0=';
const INSIDE_KEY = 'made-up-key-0042';
const PASSWORD = 'made-up-ada';
const EVES = 'made-up-eve';
const NOTE = 'the made-up note';

const answers = []; // of everything that was sent

async function send(method, path, body, headers = {}) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const response = await fetch(shop + path, {
    method,
    headers: { ...json, ...headers },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  answers.push({ what: `${method} ${path}`, text, route: path.split('?')[0] });
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    value: isJson ? JSON.parse(text) : text,
  };
}
const logIn = (email, password) => send('POST', '/login', { email, password });
const search = (q) => send('GET', `/search?q=${encodeURIComponent(q)}`);

test('Ada logs in with her password, and with no other', async () => {
  const right = await logIn('ada@shop.example', PASSWORD);
  const wrong = await logIn('ada@shop.example', 'mine');
  assert.equal(right.status, 200, 'Hers.');
  assert.equal(right.value.email, 'ada@shop.example', 'Who has logged in.');
  assert.equal(wrong.status, 401, 'Another.');
});

test('who brings a row of their own does not log in', async () => {
  const ofMine = '230b214f164d105d754dee8473e59edd'; // with the salt x
  const row = `1, 'ada@shop.example', 1, 'x', '${ofMine}'`;
  const { status } = await logIn(`' UNION SELECT ${row} --`, 'mine');
  assert.equal(status, 401, 'An e-mail with a SELECT in it.');
  const any = await logIn("' OR id = 1 --", PASSWORD);
  assert.equal(any.status, 401, 'Her password, and an e-mail with a condition in it.');
});

test('the search finds what was typed, and products only', async () => {
  const clock = await search("o'clock");
  assert.equal(clock.status, 200, "A search for o'clock.");
  assert.deepEqual(clock.value, [{ name: "mug, o'clock", price: 1400 }], 'It finds');
  const users = await search("' AND 0 UNION SELECT email, hash FROM users --");
  assert.deepEqual(users.value, [], 'A search with a SELECT in it finds');
});

const ENTITIES = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#x27': "'",
};
const decode = (text) =>
  text.replace(/&(amp|lt|gt|quot|apos|#39|#x27);/gi, (_, name) => ENTITIES[name]);

test('a comment is shown as the text that it is', async () => {
  const comments = [
    'A <b>good</b> mug & "cheap"',
    "<script>fetch('/login')</script>",
    '</p><img src=x onerror="steal()">',
    'A tag is written &lt;b&gt;', // to be read as it is, not as <b>
  ];
  for (const comment of comments) {
    await send('PUT', '/comment', { comment, website: 'https://bob.example/' });
    const { value: html } = await send('GET', '/');
    const [, inside] = /<p id="comment">(.*?)<\/p>/s.exec(html) ?? [];
    assert.equal(/[<>]/.test(inside), false, `As HTML: ${inside}`);
    assert.equal(decode(inside), comment, 'What the reader sees.');
  }
});

test('the author’s link is a web address inside its quotes, or none', async () => {
  const websites = [
    ['https://bob.example/?a=1&b=2', /^https:\/\/bob\.example\/\?a=1&b=2$/],
    ['javascript:steal()', /^(https?:|#|$)/],
    [' JaVaScRiPt:steal()', /^(https?:|#|$)/],
    ['java\tscript:steal()', /^(https?:|#|$)/],
    ['data:text/html,<script>steal()</script>', /^(https?:|#|$)/],
    ['vbscript:steal()', /^(https?:|#|$)/],
    ['file:///etc/passwd', /^(https?:|#|$)/],
    ['https://x.example/" onclick="steal()', /^(https?:|#|$)/],
  ];
  for (const [website, allowed] of websites) {
    await send('PUT', '/comment', { comment: 'A good mug.', website });
    const { value: html } = await send('GET', '/');
    const [, href, rest] = /<a id="website" href="([^"]*)"([^>]*)>/.exec(html) ?? [];
    assert.match(decode(href ?? '(no such element)'), allowed, `href, for ${website}`);
    assert.equal(rest.trim(), '', `What else is in the element, for ${website}`);
  }
});

test('the page has a policy without inline scripts, and nosniff', async () => {
  const { headers } = await send('GET', '/');
  const policy = headers.get('Content-Security-Policy') ?? '';
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  const of = (name) => parts.find(([each]) => each === name)?.slice(1);
  const sources = of('script-src') ?? of('default-src') ?? ['*'];
  const anything = /^(\*|'unsafe-inline'|https?:|data:)$/;
  const open = sources.filter((each) => anything.test(each));
  assert.deepEqual(open, [], `Where scripts may come from: ${policy || 'no policy'}`);
  const again = (await send('GET', '/')).headers.get('Content-Security-Policy') ?? '';
  const fixed = sources.filter((each) => /^'nonce-/.test(each) && again.includes(each));
  assert.deepEqual(fixed, [], 'Nonces that two answers have. Who saw one has all.');
  const name = 'X-Content-Type-Options';
  assert.equal(headers.get(name), 'nosniff', name);
});

test('HSTS is sent over TLS, and not over http', async () => {
  const secure = await send('GET', '/', undefined, { 'X-Forwarded-Proto': 'https' });
  const plain = await send('GET', '/');
  const name = 'Strict-Transport-Security';
  assert.match(secure.headers.get(name) ?? 'none', /max-age="?[1-9]\d*/, 'Over TLS.');
  assert.equal(plain.headers.get(name), null, 'Over http (RFC 6797 §7.2).');
});

test('nobody makes themselves an admin', async () => {
  const eve = {
    email: 'eve@eve.example', password: EVES, repeated: EVES, is_admin: true,
  };
  const { status } = await send('POST', '/users', eve);
  const { value } = await logIn(eve.email, eve.password);
  assert.equal(status, 201, 'Eve signs up, with a field more.');
  assert.equal(Boolean(value.is_admin), false, 'is_admin, when Eve logs in.');
});

const preview = (url) => send('GET', `/preview?url=${encodeURIComponent(url)}`);

test('a preview of a public page is shown', async () => {
  const { status, value } = await preview('http://partner.example/');
  assert.deepEqual([status, value.body], [200, 'A page'], 'http://partner.example/');
});

test('no preview goes inside, however the address is written', async () => {
  const hosts = [
    '127.0.0.1', '127.1', '2130706433', '0x7f.0.0.1', '0.0.0.0', 'localhost', '[::1]',
    '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', 'loopback.example',
    '10.0.0.5', '192.168.1.1', '172.20.0.1', '169.254.169.254',
    '172.31.255.254', '[fd00::1]', '[fe80::1]', '[::]',
    '[64:ff9b::7f00:1]', '[2002:7f00:1::]', // ways from IPv6 to 127.0.0.1
  ];
  for (const host of hosts) {
    const { status } = await preview(`http://${host}:3001/`);
    assert.equal(status, 422, `http://${host}:3001/`);
  }
});

test('no redirect and no second look at a name lead inside', async () => {
  const moved = await preview('http://partner.example/moved');
  assert.equal(moved.status, 422, 'A public page that redirects to 127.0.0.1.');
  const { value } = await preview('http://rebind.example:3001/');
  assert.equal(JSON.stringify(value).includes(INSIDE_KEY), false,
    'A name that is public the first time it is asked for, and 127.0.0.1 the second.');
});

test('a sealed note opens, and each seal is another', async () => {
  const first = await send('POST', '/notes', { text: NOTE });
  const second = await send('POST', '/notes', { text: NOTE });
  const { status, value } = await send('POST', '/notes/open', first.value);
  assert.deepEqual([status, value.text], [200, NOTE], 'The note.');
  assert.notEqual(first.value.sealed, second.value.sealed, 'The note, twice.');
});

test('a note that was changed, cut or made up is 422', async () => {
  const { value: { sealed } } = await send('POST', '/notes', { text: NOTE });
  const other = (letter) => (letter === 'A' ? 'Q' : 'A');
  const broken = ['abc', 'A'.repeat(sealed.length)];
  for (let i = 0; i < sealed.length - 1; i += 5) {
    if (!/[\w-]/.test(sealed[i])) continue;
    broken.push(sealed.slice(0, i) + other(sealed[i]) + sealed.slice(i + 1));
  }
  for (const less of [2, 6, 11, 16, 20]) broken.push(sealed.slice(0, -less));
  for (const each of broken) {
    const { status } = await send('POST', '/notes/open', { sealed: each });
    assert.equal(status, 422, `Sealed was ${sealed}. This is opened: ${each}`);
  }
});

test('there is no page for developers', async () => {
  const { status } = await send('GET', '/debug');
  assert.equal(status, 404, 'GET /debug');
});

test('no answer has a secret in it', async () => {
  await logIn('ada@shop.example', PASSWORD);
  const failing = await logIn("ada'@shop.example", 'mine');
  assert.equal(failing.status, 401, 'An e-mail with an apostrophe.');
  const secrets = [
    VAULT_KEY, INSIDE_KEY, PASSWORD, EVES, '"salt"', '"hash"', 'SELECT', 'syntax',
  ];
  const shows = (text) => secrets.filter((secret) => text.includes(secret));
  const found = answers
    .filter(({ text, route }) => route !== '/' && shows(text).length > 0)
    .map(({ what, text }) => `${what}: ${shows(text).join(', ')}`);
  assert.deepEqual([...new Set(found)], [], 'Answers, and what is in them.');
});

test('no line of the log has a secret in it', async () => {
  await logIn('ada@shop.example', PASSWORD);
  await send('POST', '/notes', { text: NOTE });
  const lines = readFileSync('shop.log', 'utf8').split('\n');
  const tells = lines.some((line) => line.includes('/login'));
  assert.equal(tells, true, 'It tells of logins.');
  const secrets = [VAULT_KEY, INSIDE_KEY, PASSWORD, EVES, NOTE];
  const found = lines.filter((line) => secrets.some((secret) => line.includes(secret)));
  assert.deepEqual([...new Set(found)], [], 'Lines of shop.log with a secret.');
});
