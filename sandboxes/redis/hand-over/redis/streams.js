import { integer } from './numbers.js';
import { OK, RedisError } from './resp.js';

// A stream is a log: entries stay when they have been read. A group remembers up to
// where it has read, and what it has handed out and has not heard of again.

const MOST = 10_000; // entries; in Redis you say it: XADD key MAXLEN ~ 10000 * …

export const streams = {
  XADD: [-5, (store, key, id, ...fields) => {
    if (id !== '*' || fields.length % 2) throw new RedisError('ERR syntax error');
    const stream = store.open(key, 'stream', newStream);
    const entry = { id: nextId(stream), fields };
    stream.entries.push(entry);
    if (stream.entries.length > MOST) stream.entries.shift();
    return entry.id;
  }],
  XLEN: [2, (store, key) => store.read(key, 'stream')?.entries.length ?? 0],
  XGROUP: [-5, (store, action, key, name, from) => {
    if (action.toUpperCase() !== 'CREATE' || from !== '0') {
      throw new RedisError('ERR this server has XGROUP CREATE key group 0 only');
    }
    const { groups } = store.open(key, 'stream', newStream);
    if (groups.has(name)) {
      throw new RedisError('BUSYGROUP Consumer Group name already exists');
    }
    groups.set(name, { last: '0-0', pending: new Map() });
    return OK;
  }],
  // XREADGROUP GROUP group consumer COUNT n STREAMS key >
  XREADGROUP: [9, (store, _group, name, consumer, _count, n, _streams, key, from) => {
    const { stream, group } = find(store, key, name);
    if (from !== '>') throw new RedisError('ERR this server reads from > only');
    const next = stream.entries.filter(({ id }) => later(id, group.last));
    const given = next.slice(0, integer(n));
    for (const { id } of given) {
      group.last = id;
      group.pending.set(id, { consumer, since: Date.now() });
    }
    return given.length === 0 ? null : new Map([[key, given.map(reply)]]);
  }],
  XACK: [-4, (store, key, name, ...ids) => {
    const { group } = find(store, key, name);
    return ids.filter((id) => group.pending.delete(id)).length;
  }],
  // XAUTOCLAIM key group consumer min-idle-time 0: what another has kept so long
  XAUTOCLAIM: [6, (store, key, name, consumer, minIdle, _start) => {
    const { stream, group } = find(store, key, name);
    const limit = Date.now() - integer(minIdle);
    const claimed = stream.entries.filter(({ id }) =>
      group.pending.get(id)?.since <= limit);
    for (const { id } of claimed) {
      group.pending.set(id, { consumer, since: Date.now() });
    }
    return ['0-0', claimed.map(reply), []];
  }],
};

const newStream = () => ({ entries: [], groups: new Map(), last: '0-0' });
const reply = ({ id, fields }) => [id, fields];
const parts = (id) => id.split('-').map(Number);

function later(a, b) {
  const [[ms, n], [otherMs, otherN]] = [parts(a), parts(b)];
  return ms > otherMs || (ms === otherMs && n > otherN);
}

/** Milliseconds and a number within them; never before the last one. */
function nextId(stream) {
  const [ms, n] = parts(stream.last);
  const now = Date.now();
  stream.last = now > ms ? `${now}-0` : `${ms}-${n + 1}`;
  return stream.last;
}

function find(store, key, name) {
  const stream = store.read(key, 'stream');
  const group = stream?.groups.get(name);
  if (group) return { stream, group };
  throw new RedisError(`NOGROUP No such key '${key}' or consumer group '${name}'`);
}
