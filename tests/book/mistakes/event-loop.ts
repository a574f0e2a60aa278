import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'a microtask is taken for a turn',
    file: 'prime.js',
    replace: ['await setImmediate();', 'await null;'],
    fails: ['at least 18 of 20 pings are answered before the slow one'],
  },
  {
    what: 'the work is put off by a timer, and then done in one go',
    file: 'server.js',
    replace: ['const factor =', 'if (n > 1e12) await new Promise((r) => setTimeout(r, 0));\n    const factor ='],
    fails: ['at least 18 of 20 pings are answered before the slow one', 'the slow answers are right'],
  },
  {
    what: 'what begins with a number is taken for one',
    file: 'server.js',
    replace: ['/^\\d{1,16}$/.test(req.query.n) ? Number(req.query.n) : NaN', 'Number.parseInt(req.query.n, 10)'],
    fails: ['an invalid n gets 400'],
  },
  {
    what: 'large numbers are not divided any longer',
    file: 'prime.js',
    replace: ['if (n % 2 === 0) return 2;', 'if (n % 2 === 0) return 2;\n  if (n < 1e15 && n > 1e12) return n;'],
    fails: ['the slow answers are right'],
  },
];
