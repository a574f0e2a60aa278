import { range } from './numbers.js';
import { RedisError } from './resp.js';

const read = (store, key) => store.read(key, 'list') ?? [];
const open = (store, key) => store.open(key, 'list', () => []);

// An array, whose left end costs n. Redis's list costs the same at both ends.
const take = { LEFT: (list) => list.shift(), RIGHT: (list) => list.pop() };
const put = {
  LEFT: (list, value) => list.unshift(value),
  RIGHT: (list, value) => list.push(value),
};

export const lists = {
  LPUSH: [-3, (store, key, ...values) => pushAll(store, key, 'LEFT', values)],
  RPUSH: [-3, (store, key, ...values) => pushAll(store, key, 'RIGHT', values)],
  LPOP: [2, (store, key) => pop(store, key, 'LEFT')],
  RPOP: [2, (store, key) => pop(store, key, 'RIGHT')],
  LLEN: [2, (store, key) => read(store, key).length],
  LRANGE: [4, (store, key, start, stop) => {
    const list = read(store, key);
    const [first, last] = range(start, stop, list.length);
    return list.slice(first, last + 1);
  }],
  // In one step from one list to another: no moment at which it is in neither.
  LMOVE: [5, (store, from, to, side, end) => {
    const [out, into] = [side.toUpperCase(), end.toUpperCase()];
    if (!take[out] || !put[into]) throw new RedisError('ERR syntax error');
    read(store, to); // of the wrong type: refused before anything is taken
    const value = pop(store, from, out);
    if (value !== undefined) put[into](open(store, to), value);
    return value;
  }],
  LREM: [4, (store, key, count, value) => {
    const list = read(store, key);
    const at = list.indexOf(value);
    if (count !== '1') throw new RedisError('ERR this server removes 1 from the left');
    if (at >= 0) list.splice(at, 1);
    store.removeIfEmpty(key, list.length);
    return at >= 0 ? 1 : 0;
  }],
};

function pushAll(store, key, side, values) {
  const list = open(store, key);
  for (const value of values) put[side](list, value);
  return list.length;
}

function pop(store, key, side) {
  const list = read(store, key);
  const value = take[side](list);
  store.removeIfEmpty(key, list.length);
  return value;
}
