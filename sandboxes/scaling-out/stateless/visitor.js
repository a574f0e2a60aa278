// A browser that logs in and then asks five times who it is, in four ways.
import { started } from './started.js';

/** Keeps the cookies that it gets, and sends them. */
function browser() {
  const cookies = new Map();
  return async (method, path, body) => {
    const response = await fetch(`http://localhost:3000${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        Cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
      },
      body: body && JSON.stringify(body),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      cookies.set(name, value);
    }
    return { status: response.status, ...(await response.json()) };
  };
}

await started(3000);
console.log('session  balancer  login  then five times GET /me');
for (const where of ['memory', 'shared']) {
  for (const balancing of ['turns', 'sticky']) {
    const send = browser();
    const login = `/${balancing}/${where}/login`;
    const { instance } = await send('POST', login, { user: 'ann' });
    const answers = [];
    for (let n = 0; n < 5; n += 1) {
      const me = await send('GET', `/${balancing}/${where}/me`);
      answers.push(`${me.status} ${me.instance}`);
    }
    const way = `${where}   ${balancing.padEnd(8)}`;
    console.log(`${way}  ${instance}  ${answers.join(', ')}`);
  }
}

console.log('\nvisits, as six requests in turn count them');
for (const where of ['memory', 'shared']) {
  const send = browser();
  const visits = [];
  for (let n = 0; n < 6; n += 1) {
    visits.push((await send('POST', `/turns/${where}/visits`)).visits);
  }
  console.log(`${where}   ${visits.join(' ')}`);
}
