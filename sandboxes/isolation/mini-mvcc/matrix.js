import { anomalies } from './schedules.js';
import { levels } from './store.js';

// From which level on a database excludes an anomaly, as its manual says; "all": at
// each level that it has; "–": at none. The chapter names the sections.
const documented = {
  'SQL-92': ['RC', 'RR', 'S', 'S', 'S', 'S'],
  Postgres: ['all', 'RR', 'RR', 'RR', 'RR', 'S'],
  InnoDB: ['RC', 'RR', 'RR*', 'RR*', 'S', 'S'],
  Oracle: ['all', 'S', 'S', 'S', 'S', '–'],
  SQLite: ['all', 'all', 'all', 'all', 'all', 'all'],
};
const seen = new Map(); // what came of the runs, by anomaly and level

const isRun = ({ left }) => left.length === 0;
const failure = ({ printed }) =>
  printed.map(({ answer }) => /^(40\w{3}) /.exec(String(answer))?.[1]).find(Boolean);

/** @returns whether the anomaly happened in this run, or what came instead */
export function outcome(stepper) {
  const { schedule, answers, done, store } = stepper;
  const last = store.versions.filter(({ xmax, xmin }) =>
    xmax === null && store.committed.has(xmin));
  const rows = Object.fromEntries(last.map(({ key, value }) => [key, value]));
  if (schedule.happened({ ...answers, done, rows })) return 'yes';
  return failure(stepper) ?? 'no';
}

export function note(stepper) {
  if (!isRun(stepper) || stepper.isOwn) return;
  if (!Object.hasOwn(anomalies, stepper.name)) return;
  seen.set(`${stepper.name}, ${stepper.level}`, outcome(stepper));
}

const row = (name, cells) =>
  `${name.padEnd(21)}${cells.map((cell, i) => cell.padEnd(i < 4 ? 6 : 9)).join('')}`
    .trimEnd();

export const matrix = () => [
  `${''.padEnd(21)}${'in this store'.padEnd(24)}excluded from`,
  row('does it happen?', ['RU', 'RC', 'RR', 'S', ...Object.keys(documented)]),
  ...Object.keys(anomalies).map((name, i) => row(name, [
    ...levels.map((level) => seen.get(`${name}, ${level}`) ?? '?'),
    ...Object.values(documented).map((column) => column[i]),
  ])),
  '',
].join('\n');
