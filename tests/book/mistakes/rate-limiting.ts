import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'a request counts when it has been answered',
    file: 'limit.js',
    replace: ['if (allowed) log.push(now);', "if (allowed) res.on('finish', () => log.push(now));"],
    fails: [
      'no 60 seconds see more than the limit › a minute after the first request',
      'of 50 requests at once, with a limit of 10, exactly 10 get through',
    ],
  },
  {
    what: 'the wait is rounded down',
    file: 'limit.js',
    replace: ['Math.ceil', 'Math.floor'],
    fails: ['who waits as long as Retry-After says is let in'],
  },
  {
    what: 'no proxy is trusted',
    file: 'server.js',
    replace: ["app.set('trust proxy', 1);", ''],
    fails: [
      'of 50 requests at once, with a limit of 10, exactly 10 get through',
      'two addresses behind the proxy are counted apart',
    ],
  },
];
