import type { Mistake } from '../../support/mistake.ts';

export const mistakes: readonly Mistake[] = [
  {
    what: 'the doctors read a snapshot, which does not notice write skew',
    file: 'work.js',
    replace: ["transaction('serializable'", "transaction('repeatable read'"],
    fails: [
      'two at the same time: exactly one leaves, the other is 409',
      'three at the same time: two leave',
      'another program sends one home at the same time: one stays',
    ],
  },
  {
    what: 'only the row of the doctor who leaves is locked',
    file: 'work.js',
    replace: [
      `transaction('serializable', async (db) => {
  if ((await db.read(doctor)) !== 'on call') return false;`,
      `transaction('read committed', async (db) => {
  if ((await db.lock(doctor)) !== 'on call') return false;`,
    ],
    fails: [
      'two at the same time: exactly one leaves, the other is 409',
      'three at the same time: two leave',
      'another program sends one home at the same time: one stays',
    ],
  },
  {
    what: 'a queue in this program takes the place of the level',
    file: 'work.js',
    replace: [
      `export const leave = (doctor) => transaction('serializable', async (db) => {
  if ((await db.read(doctor)) !== 'on call') return false;
  if ((await db.count('on call')) < 2) return false;
  await db.write(doctor, 'home');
  return true;
});`,
      `let queue = Promise.resolve();
export const leave = (doctor) => (queue = queue.then(() => leaveAlone(doctor)));
const leaveAlone = (doctor) => transaction('repeatable read', async (db) => {
  if ((await db.read(doctor)) !== 'on call') return false;
  if ((await db.count('on call')) < 2) return false;
  await db.write(doctor, 'home');
  return true;
});`,
    ],
    fails: ['another program sends one home at the same time: one stays'],
  },
  {
    what: 'a serialization failure is taken for a refusal',
    file: 'work.js',
    replace: ['if (!isTemporary(error)) throw error;', 'if (isTemporary(error)) return false;\n      throw error;'],
    fails: [
      'three at the same time: two leave',
      'a COMMIT that could not be serialized is tried again, and nobody sees it',
    ],
  },
  {
    what: 'a serialization failure is passed on',
    file: 'work.js',
    replace: ["code === '40001' || code === '40P01'", "code === '40P01'"],
    fails: [
      'two at the same time: exactly one leaves, the other is 409',
      'three at the same time: two leave',
      'one doctor twice at the same time leaves once',
      'another program sends one home at the same time: one stays',
      'a COMMIT that could not be serialized is tried again, and nobody sees it',
    ],
  },
  {
    what: 'the number is read, and written back one higher',
    file: 'work.js',
    replace: ["db.add('counter', 1)", "db.read('counter').then((value) => db.write('counter', value + 1))"],
    fails: ['50 increments at the same time are 50', 'another program counts at the same time: nothing is lost'],
  },
  {
    what: 'increments stand in a queue in this program',
    file: 'work.js',
    replace: [
      `export const increment = () =>
  transaction('read committed', (db) => db.add('counter', 1));`,
      `let queue = Promise.resolve();
export const increment = () => (queue = queue.then(() => transaction('read committed',
  async (db) => db.write('counter', (await db.read('counter')) + 1))));`,
    ],
    fails: ['another program counts at the same time: nothing is lost'],
  },
  {
    what: 'each is told the number that is there afterwards',
    file: 'work.js',
    replace: [
      "  transaction('read committed', (db) => db.add('counter', 1));",
      `  transaction('read committed', (db) => db.add('counter', 1))
    .then(() => transaction('read committed', (db) => db.read('counter')));`,
    ],
    fails: ['50 increments at the same time are 50'],
  },
  {
    what: 'the note is compared in a read that locks nothing',
    file: 'work.js',
    replace: ["await db.lock('note')", "await db.read('note')"],
    fails: [
      'two who have read the same note: one saves, one is 412',
      'another program adds to the note at the same time: nothing is lost',
    ],
  },
  {
    what: 'those who save stand in a queue in this program',
    file: 'work.js',
    replace: [
      `export async function save(text, version) {
  if (version === undefined) return { status: 428 };
  return transaction('read committed', async (db) => {
    const note = await db.lock('note'); // nobody writes between this and COMMIT`,
      `let queue = Promise.resolve();
export const save = (text, version) => (queue = queue.then(() => saveAlone(text, version)));
async function saveAlone(text, version) {
  if (version === undefined) return { status: 428 };
  return transaction('read committed', async (db) => {
    const note = await db.read('note');`,
    ],
    fails: ['another program adds to the note at the same time: nothing is lost'],
  },
  {
    what: 'whoever is refused leaves the transaction open',
    file: 'work.js',
    replace: [
      `export const leave = (doctor) => transaction('serializable', async (db) => {
  if ((await db.read(doctor)) !== 'on call') return false;
  if ((await db.count('on call')) < 2) return false;
  await db.write(doctor, 'home');
  return true;
});`,
      `export async function leave(doctor) {
  for (;;) {
    const db = await begin('serializable');
    try {
      if ((await db.read(doctor)) !== 'on call') return false;
      if ((await db.count('on call')) < 2) return false;
      await db.write(doctor, 'home');
      await db.commit();
      return true;
    } catch (error) {
      if (!isTemporary(error)) throw error;
    }
  }
}`,
    ],
    fails: ['a refusal leaves no transaction open'],
  },
  {
    what: 'a tag that is not ours counts as none',
    file: 'work.js',
    replace: ['version === undefined', '!version'],
    fails: ['the note is saved with the current tag, and with an old one it is 412'],
  },
  {
    what: 'whoever says nothing may write',
    file: 'work.js',
    replace: [
      'if (version === undefined) return { status: 428 };\n',
      'version ??= (await (await begin()).read("note")).version;\n',
    ],
    fails: [
      'the note is saved with the current tag, and with an old one it is 412',
      'without If-Match it is 428',
      'a refusal leaves no transaction open',
    ],
  },
];
