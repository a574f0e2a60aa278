// The same page in four ways. The first three are wrong on purpose, each a bit less.
import { ask, Refused } from './ask.js';
import { Breaker } from './breaker.js';
import { Pool } from './pool.js';

export const pool = new Pool(4);
export const PATIENCE = 500; // ms

// Time-outs, broken connections and 5xx. A 4xx says that our request was wrong.
const isFailure = (error) => !(error instanceof Refused && error.status < 500);
export const breaker = new Breaker({ threshold: 5, cooldown: 1000, isFailure });
// A second one for what you send by hand: you need more than a second.
export const slow = new Breaker({ threshold: 5, cooldown: 10_000, isFailure });

export const priceOf = (db, item) =>
  db.prepare('SELECT price FROM items WHERE name = ?').get(item)?.price ?? null;
const nothing = () => null; // the fallback: a page without recommendations

export const ways = {
  naive: (item) =>
    pool.use(async (db) => ({ price: priceOf(db, item), also: await ask(item) })),

  'time-out': (item) =>
    pool.use(async (db) => ({
      price: priceOf(db, item),
      also: await ask(item, PATIENCE).catch(nothing),
    })),

  released: async (item) => {
    const price = await pool.use((db) => priceOf(db, item)); // and gives it back
    return { price, also: await ask(item, PATIENCE).catch(nothing) };
  },

  breaker: async (item) => {
    const price = await pool.use((db) => priceOf(db, item));
    const also = await breaker.call(() => ask(item, PATIENCE)).catch(nothing);
    return { price, also };
  },
};
