import { integer } from './numbers.js';
import { OK, RedisError } from './resp.js';

export const strings = {
  GET: [2, (store, key) => store.read(key, 'string')],
  SET: [-3, set],
  INCR: [2, (store, key) => add(store, key, 1)],
  INCRBY: [3, (store, key, by) => add(store, key, integer(by))],
  DECR: [2, (store, key) => add(store, key, -1)],
  INCREX: [-2, increaseAndExpire],
  DELEX: [4, (store, key, condition, value) => {
    if (condition.toUpperCase() !== 'IFEQ') throw new RedisError('ERR syntax error');
    return store.read(key, 'string') === value ? Number(store.remove(key)) : 0;
  }],
};

/** SET key value [NX | XX] [EX seconds | PX milliseconds | KEEPTTL] [GET] */
function set(store, key, value, ...words) {
  const options = optionsOf(words, ['NX', 'XX', 'KEEPTTL', 'GET'], ['EX', 'PX']);
  const exists = store.type(key) !== 'none';
  const before = options.GET ? store.read(key, 'string') : undefined;
  const wanted = !(options.NX && exists) && !(options.XX && !exists);
  if (wanted) {
    const kept = options.KEEPTTL ? store.expiresAt(key) : undefined;
    store.put(key, 'string', value, endOf(options) ?? kept);
  }
  return options.GET ? before : wanted ? OK : null;
}

function add(store, key, by) {
  const sum = integer(store.read(key, 'string') ?? '0') + by;
  if (!Number.isSafeInteger(sum)) {
    throw new RedisError('ERR increment or decrement would overflow');
  }
  store.put(key, 'string', String(sum), store.expiresAt(key));
  return sum;
}

/** INCREX key [BYINT n] [UBOUND n] [EX seconds | PX milliseconds] [ENX] */
function increaseAndExpire(store, key, ...words) {
  const options = optionsOf(words, ['ENX'], ['BYINT', 'UBOUND', 'EX', 'PX']);
  const by = integer(options.BYINT ?? '1');
  const before = integer(store.read(key, 'string') ?? '0');
  const limit = options.UBOUND === undefined ? Infinity : integer(options.UBOUND);
  if (before + by > limit) return [before, 0]; // nothing is changed, nor the TTL
  const sum = add(store, key, by);
  const end = endOf(options);
  const hasEnd = store.expiresAt(key) !== Infinity;
  if (end !== undefined && !(options.ENX && hasEnd)) store.expire(key, end);
  return [sum, by];
}

function endOf({ EX, PX }) {
  const ms = EX === undefined ? PX && integer(PX) : integer(EX) * 1000;
  if (ms === undefined) return undefined;
  if (ms <= 0) throw new RedisError("ERR invalid expire time in 'set' command");
  return Date.now() + ms;
}

function optionsOf(words, flags, values) {
  const options = {};
  for (let i = 0; i < words.length; i += 1) {
    const name = words[i].toUpperCase();
    if (flags.includes(name)) options[name] = true;
    else if (values.includes(name) && i + 1 < words.length) {
      options[name] = words[(i += 1)];
    } else throw new RedisError('ERR syntax error');
  }
  return options;
}
