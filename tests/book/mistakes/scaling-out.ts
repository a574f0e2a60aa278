import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'sessions stay in the memory of the instance',
    file: 'sessions.js',
    replace: [
      `export async function keep(id, user) {
  await askStore('PUT', \`/sessions/\${id}\`, { user });
}`,
      `const users = new Map();
export async function keep(id, user) {
  users.set(id, user);
}`,
    ],
    fails: ['who has logged in is known to each instance, also when theirs is killed'],
  },
  {
    what: 'whatever fails is sent again, orders too',
    file: 'balancer.js',
    replace: ["error.cause?.code === 'ECONNREFUSED' || SAFE.has(method)", 'true'],
    fails: ['an order whose instance dies at work is not sent again; a GET is'],
  },
  {
    what: 'an instance that has failed is left out for ever',
    file: 'balancer.js',
    replace: ['Date.now() + LEFT_OUT', 'Infinity'],
    fails: [
      'one is killed: at most 1 of 60 requests fails, and then none',
      'it comes back, and within 5 seconds it gets its share again',
      'an order whose instance dies at work is not sent again; a GET is',
    ],
  },
  {
    what: 'the hash is taken modulo the instances that are up',
    file: 'policies.js',
    replace: [
      `    const scores = instances.map(({ name }) => score(client, name));
    return instances[scores.indexOf(Math.max(...scores))];`,
      "    return instances[score(client, '') % instances.length];",
    ],
    fails: ['by hash: when c is killed, nobody who was at a or b moves'],
  },
  {
    what: 'the app trusts all proxies, and so the client',
    file: 'app.js',
    replace: ["app.set('trust proxy', 2)", "app.set('trust proxy', true)"],
    fails: ['a made-up X-Forwarded-For is not believed'],
  },
  {
    what: 'the balancer hashes the first address, which the client writes',
    file: 'balancer.js',
    replace: ["app.set('trust proxy', 1)", "app.set('trust proxy', true)"],
    fails: ['by hash: a client stays at its instance, whatever it claims'],
  },
];
