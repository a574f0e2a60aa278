import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the address is compared as it was typed',
    file: 'queries.js',
    replace: ['email = lower(:email)', 'email = :email'],
    fails: ['the answers are what they were › byEmail, however the address is typed'],
  },
  {
    what: 'a day has the first minute of the next one',
    file: 'queries.js',
    replace: ["created_at < date(:day, '+1 day')", "created_at <= datetime(:day, '+1 day')"],
    fails: ['the answers are what they were › ofDay, from its first minute to its last'],
  },
  {
    what: 'the newest orders are not asked for any longer',
    file: 'queries.js',
    replace: ['ORDER BY created_at DESC LIMIT 5', 'LIMIT 5'],
    fails: ['the answers are what they were › latest, the newest first'],
  },
];
