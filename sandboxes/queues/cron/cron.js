import { addDay, instantsOf, localOf } from './zone.js';

const FIELDS = [
  ['minute', 0, 59], ['hour', 0, 23], ['day', 1, 31], ['month', 1, 12],
  ['weekday', 0, 7],
];

/** Five fields of *, a, a-b, each with a step, in lists: "0,30 8-18/2 * * 1-5". */
export function parse(expression) {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) throw new Error(`not five fields: ${expression}`);
  const cron = {};
  FIELDS.forEach(([name, low, high], index) => {
    cron[name] = new Set(texts[index].split(',').flatMap((part) => {
      const [, from, to, step] =
        /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [null, NaN];
      const first = Number(from ?? low);
      const last = Number(to ?? (from === undefined || step ? high : from));
      if (!(first >= low && last <= high && first <= last && Number(step ?? 1) > 0)) {
        throw new Error(`${name}: ${part} is not within ${low} to ${high}`);
      }
      const values = [];
      for (let n = first; n <= last; n += Number(step ?? 1)) values.push(n);
      return values;
    }));
  });
  if (cron.weekday.has(7)) cron.weekday.add(0); // both are Sunday
  cron.eitherDay = texts[2][0] !== '*' && texts[4][0] !== '*';
  return cron;
}

function isDay(cron, { day, month, weekday }) {
  if (!cron.month.has(month)) return false;
  const [byDay, byWeekday] = [cron.day.has(day), cron.weekday.has(weekday)];
  return cron.eitherDay ? byDay || byWeekday : byDay && byWeekday;
}

/**
 * When it is due, after `from` and up to `to` (milliseconds since 1970).
 * @param skipped what becomes of a time that a night leaves out: 'none' or 'later'
 * @param repeated what becomes of one that a night has twice: 'both' or 'first'
 */
export function* occurrences(cron, zone, from, to, { skipped, repeated }) {
  const hours = [...cron.hour].sort((a, b) => a - b);
  const minutes = [...cron.minute].sort((a, b) => a - b);
  if (from >= to) return;
  const last = addDay(localOf(to, zone));
  for (let date = localOf(from, zone); !isSameDay(date, last); date = addDay(date)) {
    if (!isDay(cron, date)) continue;
    const due = new Set();
    for (const hour of hours)
      for (const minute of minutes) {
        const { instants, later } = instantsOf({ ...date, hour, minute }, zone);
        if (instants.length === 0 && skipped === 'later') due.add(later);
        const count = repeated === 'first' ? 1 : 2;
        for (const instant of instants.slice(0, count)) due.add(instant);
      }
    for (const at of [...due].sort((a, b) => a - b)) {
      if (at > from && at <= to) yield at;
    }
  }
}

const isSameDay = (a, b) => a.day === b.day && a.month === b.month && a.year === b.year;
