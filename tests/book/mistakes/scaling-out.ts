import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'what fails is sent again, but who has failed is never left out',
    file: 'balancer.js',
    replace: ['instance.outUntil = Date.now() + LEFT_OUT;', ''],
    fails: ['an order whose instance dies at work is not sent again; a GET is'],
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
    what: 'the balancer remembers for each client where it was, which grows and is lost',
    file: 'policies.js',
    replace: [
      `  hash: () => (instances, client) => {
    const scores = instances.map(({ name }) => score(client, name));
    return instances[scores.indexOf(Math.max(...scores))];
  },`,
      `  hash: () => {
    const places = new Map();
    let turn = -1;
    return (instances, client) => {
      const one = instances.find(({ name }) => name === places.get(client))
        ?? instances[(turn += 1) % instances.length];
      places.set(client, one.name);
      return one;
    };
  },`,
    ],
    fails: ['by hash: c is killed, the balancer starts anew, and no other client moves'],
  },
  {
    what: 'the client is the first address that is not private, which it may write itself',
    file: 'app.js',
    replace: [
      'res.json({ instance: name, ip: req.ip });',
      `const all = (req.get('X-Forwarded-For') ?? '').split(', ');
  res.json({ instance: name, ip: all.find((one) => !/^(10\\.|127\\.|::)/.test(one)) });`,
    ],
    fails: ['a made-up X-Forwarded-For is not believed'],
  },
  {
    what: 'the balancer hashes the first address, which the client writes',
    file: 'balancer.js',
    replace: ["app.set('trust proxy', 1)", "app.set('trust proxy', true)"],
    fails: ['by hash: a client stays at its instance, whatever it claims'],
  },
];
