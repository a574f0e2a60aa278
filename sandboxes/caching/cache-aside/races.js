import { EventEmitter } from 'node:events';
import { Clock } from './clock.js';
import { Memory } from './memory.js';
import { patterns, writeBehind } from './patterns.js';
import { connect, table } from './wires.js';

const KEY = 'lamp';
const TTL = 60_000;

function stage() {
  const clock = new Clock();
  const lines = [];
  const ends = { memory: new Memory(() => clock.now), rows: table([[KEY, 100]]) };
  const note = (who, what) =>
    lines.push(`${String(clock.now).padStart(4)} ms  ${who.padEnd(7)} ${what}`);
  const actor = (who, delays) => connect(clock.sleep, ends, (what, result) => {
    const came = result?.value?.price ?? result?.price;
    const isRead = /get|read/.test(what);
    const refused = result === false ? ' → refused' : '';
    note(who, `${what}${isRead ? ` → ${came ?? 'nothing'}` : refused}`);
  }, delays);
  const end = () => {
    const inCache = ends.memory.get(KEY)?.price ?? 'nothing';
    const inDatabase = ends.rows.read(KEY).price;
    const wrong = inCache !== 'nothing' && inCache !== inDatabase;
    lines.push('', `cache: ${inCache}, database: ${inDatabase}`
      + (wrong ? ', wrong until the copy ends' : ''));
    return `${lines.join('\n')}\n`;
  };
  return { clock, lines, note, actor, end, ...ends };
}

async function play({ clock }, ...parts) {
  const all = Promise.all(parts.map(async ([at, step]) => {
    await clock.sleep(at);
    await step();
  }));
  await Promise.race([all, clock.run().then(() => all)]);
}

/** A reader whose answer from the database is 60 ms on its way, and a writer. */
const lateReader = (name) => async () => {
  const scene = stage();
  const reader = patterns[name](scene.actor('reader', { back: 60 }));
  const writer = patterns[name](scene.actor('writer'));
  await play(scene, [0, () => reader.read(KEY)], [5, () => writer.write(KEY, 120)]);
  return scene.end();
};

/** Two writers; the first one's answer from the database is 60 ms on its way. */
const twoWriters = (name) => async () => {
  const scene = stage();
  const slow = patterns[name](scene.actor('writer1', { back: 60 }));
  const quick = patterns[name](scene.actor('writer2'));
  await play(scene, [0, () => slow.write(KEY, 110)], [5, () => quick.write(KEY, 120)]);
  return scene.end();
};

/** A reader between the two steps of a writer, whose UPDATE waits 20 ms for a lock. */
async function deleteFirst() {
  const scene = stage();
  scene.memory.set(KEY, scene.rows.read(KEY), TTL);
  const reader = patterns['delete-first'](scene.actor('reader'));
  const writer = patterns['delete-first'](scene.actor('writer', { there: 45 }));
  await play(scene, [0, () => writer.write(KEY, 120)], [5, () => reader.read(KEY)]);
  return scene.end();
}

/** Two processes with a copy each, and an event in one of them. */
async function twoProcesses() {
  const now = () => 0;
  const rows = table([[KEY, 100]]);
  const processes = ['A', 'B'].map((name) => {
    const copies = new Memory(now);
    const events = new EventEmitter().on('changed', (key) => copies.delete(key));
    copies.set(KEY, rows.read(KEY), TTL);
    return { name, copies, events };
  });
  rows.write(KEY, 120);
  processes[0].events.emit('changed', KEY); // only who listens in this process
  const lines = processes.map(({ name, copies }) => {
    const value = copies.get(KEY) ?? rows.read(KEY);
    return `process ${name} says ${value.price}`;
  });
  return `${lines.join('\n')}\n\ndatabase: 120\n`;
}

/** Answers at once, and is killed before it has written. */
async function behind() {
  const scene = stage();
  const { cache, database } = scene.actor('writer');
  const shop = writeBehind(cache, database);
  await play(scene, [0, async () => {
    for (const price of [110, 115, 120]) {
      await shop.write(KEY, price);
      scene.note('client', `is told that ${price} is saved`);
    }
    scene.note('killed', `with ${shop.waiting.size} price not yet written`);
    shop.waiting.clear(); // what a crash does to the memory of a process
    await shop.flush();
  }]);
  return scene.end();
}

export const races = {
  aside: lateReader('cache-aside'),
  lease: lateReader('lease'),
  'delete-first': deleteFirst,
  'write-through': twoWriters('write-through'),
  'write-through-read': lateReader('write-through'),
  versions: twoWriters('versions'),
  events: twoProcesses,
  'write-behind': behind,
};
