const LEVELS = { debug: 10, info: 20, warn: 30, error: 40 };
const least = LEVELS[process.env.LOG_LEVEL] ?? LEVELS.info;
const service = process.argv[2] ?? 'platform';

// The net below: what is logged is chosen field by field, and this catches mistakes.
const SECRET = /pass(word|wd)|secret|token|authorization|cookie|card|cvc/i;
const MOST = 1000; // characters of one value

function shown(key, value) {
  if (SECRET.test(key)) return '[redacted]';
  if (value instanceof Error) {
    const [at] = /\w[\w-]*\.js:\d+/.exec(value.stack) ?? []; // the rest is in the code
    return { name: value.name, message: value.message, at };
  }
  return typeof value === 'string' ? value.slice(0, MOST) : value;
}

// What JSON leaves as it is, and a terminal or a viewer may take for a command.
const escaped = (text) => text.replace(/[\u007f-\u009f\u2028\u2029]/g, (character) =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Writes one event as one line of JSON to standard output. */
export function log(level, message, fields = {}) {
  if (LEVELS[level] < least) return;
  const time = new Date().toISOString();
  const line = JSON.stringify({ time, level, service, message, ...fields }, shown);
  process.stdout.write(`${escaped(line)}\n`);
}
