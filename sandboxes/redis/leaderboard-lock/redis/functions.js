import { RedisError } from './resp.js';

// Each runs as one step, since the server does one thing at a time. In Redis they are
// written in Lua, and a client loads them: FUNCTION LOAD, or EVAL with the text.
const functions = {
  /** The lock and its number, or null when somebody has it. */
  lock: (call, [lock, fence], [token, ms]) =>
    call('SET', lock, token, 'NX', 'PX', ms) && call('INCR', fence),

  /** Deletes the lock if it is still ours. */
  unlock: (call, [lock], [token]) =>
    call('GET', lock) === token ? call('DEL', lock) : 0,

  /** Counts, and the first to count sets the end. */
  count: (call, [key], [seconds]) => {
    const count = call('INCR', key);
    if (count === 1) call('EXPIRE', key, seconds);
    return count;
  },
};

/** FCALL name number-of-keys key… argument… */
export function callFunction(call, name, numberOfKeys, ...words) {
  if (!Object.hasOwn(functions, String(name))) {
    throw new RedisError('ERR Function not found');
  }
  const n = Number(numberOfKeys);
  if (!Number.isInteger(n) || n < 0 || n > words.length) {
    throw new RedisError("ERR Number of keys can't be greater than number of args");
  }
  return functions[name](call, words.slice(0, n), words.slice(n));
}
