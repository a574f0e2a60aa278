import { setTimeout as sleep } from 'node:timers/promises';
import { Jar } from './jar.js';

const home = new URL('https://www.shop.example/');
const other = 'https://evil.example';
const cookies = [
  'a=1',
  'a=1; HttpOnly',
  'a=1; Secure',
  'a=1; SameSite=Strict',
  'a=1; SameSite=Lax',
  'a=1; SameSite=None; Secure',
  'a=1; Domain=shop.example',
  'a=1; Path=/account',
  'a=1; Max-Age=3600',
  '__Host-a=1; Path=/; Secure; HttpOnly; SameSite=Lax',
];
const cases = {
  page: (jar) => jar.sentTo(home),
  http: (jar) => jar.sentTo(new URL('http://www.shop.example/')),
  blog: (jar) => jar.sentTo(new URL('https://blog.shop.example/')),
  link: (jar) => jar.sentTo(home, { from: other }),
  form: (jar) => jar.sentTo(home, { from: other, link: false }),
  script: (jar) => jar.seenByScript(home),
  later: (jar) => (jar.restart(), jar.sentTo(home)),
};

console.log(`${Object.keys(cases).map((name) => name.padEnd(7)).join('')}Set-Cookie`);
for (const line of cookies) {
  const row = Object.values(cases).map((sent) => {
    const jar = new Jar();
    jar.store(line, home);
    return (sent(jar).length ? 'yes' : '-').padEnd(7);
  });
  console.log(row.join('') + line);
}

// What travels goes to our own server; to the jar it is the shop, over https.
async function send(jar, method, path) {
  const url = new URL(path, home);
  const pairs = jar.sentTo(url).map(({ name, value }) => `${name}=${value}`);
  const cookie = pairs.join('; ');
  const response = await fetch(`http://localhost:3000${path}`, {
    method,
    headers: cookie ? { Cookie: cookie } : {},
  });
  await response.arrayBuffer();
  for (const line of response.headers.getSetCookie()) jar.store(line, url);
  return response.status;
}

// The shop may not listen yet.
for (let tries = 0, ready = false; !ready; tries += 1) {
  if (tries === 200) throw new Error('The shop does not answer.');
  ready = await send(new Jar(), 'GET', '/me').then(() => true, () => sleep(50, false));
}

const planted = '__Host-id=planted-by-the-thief; Path=/; Secure';
for (const login of ['/taught/login', '/login']) {
  const [ann, thief] = [new Jar(), new Jar()];
  for (const jar of [ann, thief]) jar.store(planted, home);
  await send(ann, 'POST', login);
  const [hers, his] = [await send(ann, 'GET', '/me'), await send(thief, 'GET', '/me')];
  console.log(`\n${login}, with a planted id: Ann's /me ${hers}, the thief's ${his}`);
}

const [ann, copy] = [new Jar(), new Jar()];
await send(ann, 'POST', '/login');
const [{ name, value }] = ann.sentTo(home);
copy.store(`${name}=${value}; Path=/; Secure`, home);
console.log(`\nbefore logout: the copy's /me ${await send(copy, 'GET', '/me')}`);
await send(ann, 'POST', '/logout');
console.log(`after logout:  the copy's /me ${await send(copy, 'GET', '/me')}`);
