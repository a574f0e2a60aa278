// Broken on purpose: text, made of whatever it gets.
import { inspect } from 'node:util';

const shown = (value) => (typeof value === 'string' ? value : inspect(value));

/** Writes one event to standard output. */
export function log(service, message, fields = {}) {
  const words = Object.entries(fields).map(([key, value]) => `${key}=${shown(value)}`);
  process.stdout.write(`${service} ${message} ${words.join(' ')}\n`);
}
