import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the door closes before the balancer has seen that it will',
    file: 'app.js',
    replace: ['  await sleep(NOTICED);\n', ''],
    fails: ['after the signal it is alive and not ready, and still answers'],
  },
  {
    what: 'the program ends when the balancer has seen it, whatever is in flight',
    file: 'app.js',
    replace: ['  server.close();\n', '  process.exit();\n'],
    fails: ['a request that is in flight at the signal gets its answer', 'a second later new requests are refused'],
  },
  {
    what: 'nothing that goes on is ever cut off',
    file: 'app.js',
    replace: ['    server.closeAllConnections();\n', ''],
    fails: ['an answer without an end does not keep it for ever'],
  },
  {
    what: 'a program that is not ready says that it is not alive',
    file: 'app.js',
    replace: ["res.send('alive')", 'res.status(isReady ? 200 : 503).end()'],
    fails: ['after the signal it is alive and not ready, and still answers'],
  },
  {
    what: 'failures of the new version are counted, and not compared with the old one',
    file: 'canary.js',
    replace: [' && now >= TIMES * old', ''],
    fails: ['what fails with both versions is no reason to go back'],
  },
  {
    what: 'a limit is tested above it only',
    file: 'shipping-tests.js',
    replace: ["    assert.equal(shipping(5000, 'DE'), 0);\n", ''],
    fails: ['and each of eight faults makes one of them fail'],
  },
];
