// The net: what is logged is chosen field by field, and this catches mistakes.
const SECRET = /pass(word|wd)|secret|token|authorization|cookie|card|cvc/i;
const shown = (key, value) => (SECRET.test(key) ? '[redacted]' : value);

// What JSON leaves as it is, and a terminal or a viewer may take for a command.
const escaped = (text) => text.replace(/[\u007f-\u009f\u2028\u2029]/g, (character) =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Writes one event as one line of JSON to standard output. */
export function log(service, message, fields = {}) {
  const time = new Date().toISOString();
  const event = { time, level: 'info', service, message, ...fields };
  const line = JSON.stringify(event, shown);
  process.stdout.write(`${escaped(line)}\n`);
}
