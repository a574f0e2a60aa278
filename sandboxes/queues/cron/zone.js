// Local time and instants. A zone's rules come from the IANA database, through Intl.

const DAY = 86_400_000;
const formats = new Map();

/** The calendar and clock of a zone at an instant. */
export function localOf(instant, zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat('en', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric',
      day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    }));
  }
  const parts = formats.get(zone).formatToParts(instant);
  const { year, month, day, hour, minute, second } = Object.fromEntries(
    parts.map(({ type, value }) => [type, Number(value)]));
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, weekday, hour, minute, second };
}

const asUtc = ({ year, month, day, hour, minute, second = 0 }) =>
  Date.UTC(year, month - 1, day, hour, minute, second);
/** How far a zone's clocks are before UTC at an instant, in milliseconds. */
const offset = (instant, zone) => asUtc(localOf(instant, zone)) - instant;

/**
 * The instants at which a zone's clocks show a time: one, or none, or two.
 * @returns them, and `later`: where it would be if the clocks had not changed
 */
export function instantsOf(local, zone) {
  const guess = asUtc({ ...local, second: 0 });
  const [before, after] = [offset(guess - DAY, zone), offset(guess + DAY, zone)];
  const candidates = [...new Set([guess - before, guess - after])];
  const instants = candidates
    .filter((at) => asUtc(localOf(at, zone)) === guess)
    .sort((a, b) => a - b);
  return { instants, later: guess - before };
}

/** The day after, as the calendar has it, whether it is 24 hours later or not. */
export function addDay({ year, month, day }) {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return {
    year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate(),
    weekday: next.getUTCDay(),
  };
}
