import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the inbox is looked at before the wait, and the effect follows after it',
    file: 'inbox.js',
    replace: [
      `  const points = await pointsFor(euros);`,
      `  if (db.prepare('SELECT 1 FROM inbox WHERE id = ?').get(id)) return;
  const points = await pointsFor(euros);
  note.run(id);
  credit(customer, points);
  return;`,
    ],
    fails: ['five deliveries of one message at once are one effect'],
  },
  {
    what: 'the message is noted in a statement of its own, and then the wait begins',
    file: 'inbox.js',
    replace: [
      `  const points = await pointsFor(euros);`,
      `  if (note.run(id).changes === 0) return;
  credit(customer, await pointsFor(euros));
  return;`,
    ],
    fails: ['a delivery that a crash has cut off counts when it comes again'],
  },
  {
    what: 'the inbox is a Set',
    file: 'inbox.js',
    replace: [
      'if (note.run(id).changes === 1) credit(customer, points);',
      'globalThis.seen ??= new Set();\n    if (!seen.has(id)) credit(customer, points);\n    seen.add(id);',
    ],
    fails: ['what was delivered before a restart is known after it'],
  },
  {
    what: 'the occurrence is not the key',
    file: 'server.js',
    replace: ["add('report', { due }, `report ${due}`)", "add('report', { due })"],
    fails: ['two schedulers with one occurrence make one report'],
  },
  {
    what: 'at the start nobody looks for what is left',
    file: 'jobs.js',
    replace: ['work(); // what an earlier process has left', ''],
    fails: [
      'killed after the answer, and the mail is still sent',
      'a job that ends the process is dead after three tries',
      'a full queue is 503 with Retry-After; what was accepted is done',
    ],
  },
  {
    what: 'the queue has an end for registrations alone',
    file: 'jobs.js',
    replace: ['if (open.get().n >= LIMIT) return undefined;', 'if (!key && open.get().n >= LIMIT) return undefined;'],
    fails: ['a full queue is 503 with Retry-After; what was accepted is done'],
  },
  {
    what: 'a try is counted after it has failed',
    file: 'jobs.js',
    replace: [
      `    attempt.run(job.id); // before the work: a job that kills the process counts, too
    try {
      await handlers[job.kind](JSON.parse(job.data));
      finish.run('done', job.id);
    } catch {
`,
      `    try {
      await handlers[job.kind](JSON.parse(job.data));
      finish.run('done', job.id);
    } catch {
      attempt.run(job.id);
`,
    ],
    fails: [
      'a job that ends the process is dead after three tries',
      'a full queue is 503 with Retry-After; what was accepted is done',
    ],
  },
  {
    what: 'the dead are forgotten',
    file: 'jobs.js',
    replace: [
      "if (tries >= TRIES) finish.run('dead', job.id);",
      "if (tries >= TRIES) db.prepare('DELETE FROM jobs WHERE id = ?').run(job.id);",
    ],
    fails: ['what always fails is dead after three tries; the others are done'],
  },
];
