import { float, range } from './numbers.js';
import { Double, RedisError } from './resp.js';
import { SkipList } from './skip-list.js';

/** A dictionary for "what is ann's score", a skip list for "who is third". */
export class SortedSet {
  scores = new Map();
  order = new SkipList();

  add(member, score) {
    const before = this.scores.get(member);
    if (before === score) return;
    if (before !== undefined) this.order.remove(member, before);
    this.scores.set(member, score);
    this.order.insert(member, score);
  }

  remove(member) {
    const score = this.scores.get(member);
    if (score === undefined) return false;
    this.order.remove(member, score);
    return this.scores.delete(member);
  }

  rank(member) {
    const score = this.scores.get(member);
    return score === undefined ? null : this.order.rank(member, score);
  }
}

const read = (store, key) => store.read(key, 'zset') ?? new SortedSet();
const open = (store, key) => store.open(key, 'zset', () => new SortedSet());

export const sortedSets = {
  ZADD: [-4, (store, key, ...pairs) => {
    if (pairs.length % 2) throw new RedisError('ERR syntax error');
    const scores = pairs.map((word, i) => (i % 2 ? word : float(word)));
    const set = open(store, key);
    const before = set.scores.size;
    for (let i = 0; i < pairs.length; i += 2) set.add(pairs[i + 1], scores[i]);
    return set.scores.size - before;
  }],
  ZINCRBY: [4, (store, key, by, member) => {
    const sum = (read(store, key).scores.get(member) ?? 0) + float(by);
    if (Number.isNaN(sum)) {
      throw new RedisError('ERR resulting score is not a number (NaN)');
    }
    open(store, key).add(member, sum);
    return new Double(sum);
  }],
  ZREM: [-3, (store, key, ...members) => {
    const set = read(store, key);
    const removed = members.filter((member) => set.remove(member)).length;
    store.removeIfEmpty(key, set.scores.size);
    return removed;
  }],
  ZCARD: [2, (store, key) => read(store, key).scores.size],
  ZSCORE: [3, (store, key, member) => {
    const score = read(store, key).scores.get(member);
    return score === undefined ? null : new Double(score);
  }],
  ZRANK: [3, (store, key, member) => read(store, key).rank(member)],
  ZREVRANK: [3, (store, key, member) => {
    const set = read(store, key);
    const rank = set.rank(member);
    return rank === null ? null : set.scores.size - 1 - rank;
  }],
  ZCOUNT: [4, (store, key, min, max) => {
    const { order } = read(store, key);
    const [low, high] = [bound(min), bound(max)];
    const below = order.count(({ score }) => score < low.score || score === low.not);
    const upTo = order.count(({ score }) => score < high.score
      || (score === high.score && score !== high.not));
    return Math.max(upTo - below, 0);
  }],
  ZRANGE: [-4, (store, key, start, stop, ...words) => {
    const options = words.map((word) => word.toUpperCase());
    const known = options.every((word) => ['REV', 'WITHSCORES'].includes(word));
    if (!known) throw new RedisError('ERR this server has ZRANGE by rank only');
    const { order } = read(store, key);
    const [first, last] = range(start, stop, order.size);
    const nodes = options.includes('REV')
      ? order.slice(order.size - 1 - last, order.size - 1 - first).reverse()
      : order.slice(first, last);
    return options.includes('WITHSCORES')
      ? nodes.map(({ member, score }) => [member, new Double(score)])
      : nodes.map(({ member }) => member);
  }],
};

/** `5` is from 5 on, `(5` is what is beyond. */
function bound(text) {
  const score = float(text.replace(/^\(/, ''), 'ERR min or max is not a float');
  return { score, not: text.startsWith('(') ? score : undefined };
}
