// RESP 3, Redis's protocol: a command is an array of strings, and one value goes back.

const LONGEST = 1024 * 1024; // bytes of a string; Redis takes 512 MB
const MOST = 1024; // strings of a command

/** An answer; it begins with a code: ERR, WRONGTYPE, NOPROTO. */
export class RedisError extends Error {}
export class Double {
  constructor(value) {
    this.value = value;
  }
}
/** What a server sends without having been asked: a message of a channel. */
export class Push {
  constructor(items) {
    this.items = items;
  }
}
export const OK = { simple: 'OK' };

/** Cuts the complete commands off the front of what has arrived so far. */
export class CommandReader {
  #rest = Buffer.alloc(0);

  *read(chunk) {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    if (this.#rest.length > 2 * LONGEST) {
      throw new RedisError('ERR Protocol error: too long');
    }
    for (let found; (found = command(this.#rest)); ) {
      this.#rest = this.#rest.subarray(found.end);
      yield found.words;
    }
  }
}

function command(bytes) {
  const head = size(bytes, 0, '*', MOST);
  if (!head) return null;
  const words = [];
  let { end } = head;
  for (let i = 0; i < head.value; i += 1) {
    const length = size(bytes, end, '$', LONGEST);
    if (!length || bytes.length < length.end + length.value + 2) return null;
    words.push(bytes.toString('utf8', length.end, length.end + length.value));
    end = length.end + length.value + 2;
  }
  return { words, end };
}

/** Reads `*3` or `$5` and the line's end; null while the line is not complete. */
function size(bytes, start, sign, most) {
  const stop = bytes.indexOf('\r\n', start);
  const line = bytes.toString('latin1', start, stop < 0 ? start + 12 : stop);
  if (line !== '' && (line[0] !== sign || (stop < 0 && line.length > 11))) {
    throw new RedisError(`ERR Protocol error: expected '${sign}', got '${line[0]}'`);
  }
  if (stop < 0) return null;
  const value = Number(line.slice(1));
  if (!/^.\d+$/.test(line) || value > most) {
    throw new RedisError('ERR Protocol error: invalid length');
  }
  return { value, end: stop + 2 };
}

const bulk = (text) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
const many = (sign, items) =>
  `${sign}${items.length}\r\n${items.map(encode).join('')}`;
const double = ({ value }) => String(value).replace('Infinity', 'inf');

/** The first character says what follows. */
export function encode(value) {
  if (value === null || value === undefined) return '_\r\n';
  if (typeof value === 'number') return `:${value}\r\n`;
  if (typeof value === 'string') return bulk(value);
  if (value instanceof Error) return `-${value.message.replace(/[\r\n]/g, ' ')}\r\n`;
  if (value instanceof Double) return `,${double(value)}\r\n`;
  if (value instanceof Push) return many('>', value.items);
  if (value instanceof Set) return many('~', [...value]);
  if (value instanceof Map) {
    return `%${value.size}\r\n${[...value].flat(1).map(encode).join('')}`;
  }
  if (Array.isArray(value)) return many('*', value);
  return `+${value.simple}\r\n`;
}
