import { integer } from './numbers.js';
import { OK, RedisError } from './resp.js';

// Each command with its arity, as Redis counts it: the name is one, and a minus
// says "or more".

export const keys = {
  DEL: [-2, (store, ...names) => names.filter((name) => store.remove(name)).length],
  EXISTS: [-2, (store, ...names) =>
    names.filter((name) => store.type(name) !== 'none').length],
  TYPE: [2, (store, key) => ({ simple: store.type(key) })],
  DBSIZE: [1, (store) => store.size],
  EXPIRE: [-3, (store, key, seconds, when) =>
    expire(store, key, integer(seconds) * 1000, when)],
  PEXPIRE: [-3, (store, key, ms, when) => expire(store, key, integer(ms), when)],
  PERSIST: [2, (store, key) => {
    const expiresAt = store.expiresAt(key) ?? Infinity;
    return expiresAt === Infinity ? 0 : Number(store.expire(key, Infinity));
  }],
  TTL: [2, (store, key) => remaining(store, key, 1000)],
  PTTL: [2, (store, key) => remaining(store, key, 1)],
  PING: [1, () => ({ simple: 'PONG' })],
  CLIENT: [-2, (store, name) => {
    if (name.toUpperCase() === 'SETINFO') return OK;
    throw new RedisError(`ERR unknown subcommand '${name}'`);
  }],
};

function expire(store, key, ms, when = '') {
  if (!['', 'NX'].includes(when.toUpperCase())) {
    throw new RedisError(`ERR Unsupported option ${when}`);
  }
  const has = (store.expiresAt(key) ?? Infinity) !== Infinity;
  return when !== '' && has ? 0 : Number(store.expire(key, Date.now() + ms));
}

/** -2: no such key. -1: it stays for ever. */
function remaining(store, key, unit) {
  const expiresAt = store.expiresAt(key);
  if (expiresAt === undefined) return -2;
  return expiresAt === Infinity ? -1 : Math.round((expiresAt - Date.now()) / unit);
}
