import { Clock } from './clock.js';
import { occurrences, parse } from './cron.js';
import { createRuns, createScheduler } from './scheduler.js';

const ZONE = 'Europe/Berlin';
const NIGHTLY = '30 2 * * *';
const plain = { skipped: 'none', repeated: 'both' };
const careful = { skipped: 'later', repeated: 'first' };

const utc = (instant) => new Date(instant).toISOString().slice(5, 16);
const format = new Intl.DateTimeFormat('en', {
  timeZone: ZONE, hourCycle: 'h23', weekday: 'short',
  hour: '2-digit', minute: '2-digit',
});
const local = (instant) => format.format(instant).replace(',', '');
const log = (...lines) => console.log(lines.join('\n'));

function list(title, expression, from, to, policy) {
  log(`${title}: ${expression}`);
  const cron = parse(expression);
  let last;
  for (const at of occurrences(cron, ZONE, Date.parse(from), Date.parse(to), policy)) {
    const gap = last === undefined ? '' : `${(at - last) / 3_600_000} h later`;
    log(`  ${local(at)}   UTC ${utc(at).replace('T', ' ')}   ${gap}`.trimEnd());
    last = at;
  }
}
const march = ['2026-03-28T00:00Z', '2026-03-30T12:00Z'];
const october = ['2026-10-24T00:00Z', '2026-10-26T12:00Z'];
list('March, as it is written', NIGHTLY, ...march, plain);
list('March, careful', NIGHTLY, ...march, careful);
list('October, as it is written', NIGHTLY, ...october, plain);
list('October, careful', NIGHTLY, ...october, careful);

const hourly = (policy) => [...occurrences(parse('0 * * * *'), ZONE,
  Date.parse('2026-10-24T21:59Z'), Date.parse('2026-10-25T22:59Z'), policy)].length;
log(`Each hour, on 25 October: ${hourly(plain)} runs; careful: ${hourly(careful)}`);

/** What runs until noon, if the schedulers are there from the start or from `since`. */
function play({ names, runs, missed, off }) {
  const clock = new Clock(Date.parse('2026-03-28T12:00Z'));
  const done = [];
  const job = {
    name: 'report', cron: parse(NIGHTLY), zone: ZONE, policy: careful,
    run: (due, by) => done.push(`${local(clock.now)} for ${local(due)} by ${by}`),
  };
  const start = () =>
    names.map((name) => createScheduler({ name, clock, job, runs, missed }));
  const schedulers = start();
  clock.moveTo(Date.parse('2026-03-29T12:00Z'));
  if (off) {
    for (const scheduler of schedulers) scheduler.stop();
    clock.moveTo(Date.parse('2026-04-01T06:00Z'));
    start();
    clock.moveTo(Date.parse('2026-04-02T06:00Z'));
  }
  return done.map((line) => `  ${line}`);
}
const both = ['A', 'B'];
log('Two schedulers, timers only', ...play({ names: both }));
log('Two schedulers, a row for each run', ...play({ names: both, runs: createRuns() }));
const three = 'Off for three nights';
log(`${three}, timers only`, ...play({ names: ['A'], off: true }));
for (const missed of ['all', 'latest']) {
  const done = play({ names: ['A'], runs: createRuns(), missed, off: true });
  log(`${three}, ${missed}`, ...done);
}
