import type { Mistake } from '../../support/mistake.ts';

const failed = "write.run(outcome === 'done' ? 'running' : 'giving up', step + 1, id);";

export const mistakes: readonly Mistake[] = [
  {
    what: 'what failed is not made up for, only what was done before',
    file: 'saga.js',
    replace: [failed, failed.replace('step + 1', "outcome === 'done' ? step + 1 : step")],
    fails: [
      'requests to reserve are silent: nothing is left of the order',
      'requests to reserve are late: nothing is left of the order',
      'requests to charge are silent: nothing is left of the order',
      'requests to charge are late: nothing is left of the order',
    ],
  },
  {
    what: 'a compensation is sent, and its outcome not looked at',
    file: 'saga.js',
    replace: [
      `    for (let wait = 100; (await steps[step - 1].undo(order)) !== 'done'; wait *= 2)
      await sleep(Math.min(wait, 60_000)); // until it is done`,
      '    await steps[step - 1].undo(order);',
    ],
    fails: ['a compensation is tried until it is done'],
  },
  {
    what: 'after a start only orders that go forward are gone on with',
    file: 'saga.js',
    replace: ["state NOT IN ('confirmed', 'canceled')", "state = 'running'"],
    fails: ['a shop that is killed while it releases finishes that later'],
  },
  {
    what: 'a release of nothing leaves no trace',
    file: 'stock.js',
    replace: [
      "    write.run(order, known?.item ?? null, 'released');",
      "    if (known) write.run(order, known.item, 'released');",
    ],
    fails: ['requests to reserve are late: nothing is left of the order'],
  },
  {
    what: 'a lamp is put back each time',
    file: 'stock.js',
    replace: ["if (known?.state === 'reserved') putBack", 'if (known) putBack'],
    fails: ['a compensation that is repeated changes nothing'],
  },
  {
    what: 'the gateway passes on who callers say they are',
    file: 'gateway.js',
    replace: ["'X-Customer': req.customer", "'X-Customer': req.get('X-Customer') ?? req.customer"],
    fails: ['the gateway lets nobody in who has no token'],
  },
];
