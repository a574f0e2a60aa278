// A table with one column that is sealed. Its context is the table, column and row.
import { config } from './config.js';
import { open, seal } from './vault.js';

const place = (id) => `customers.account:${id}`;
const old = { ...config, current: 'k1' };
const rows = new Map([
  ['ann', seal('XX00 1111 4242', place('ann'), old)],
  ['bob', seal('XX00 2222 1881', place('bob'), old)],
]);

export const sealedOf = (id) => rows.get(id);
export const accountOf = (id, sealed = rows.get(id)) => open(sealed, place(id), config);

/** Enough to recognize one's own, by eye. */
export const masked = (account) => `**** ${account.slice(-4)}`;

export const list = () =>
  [...rows].map(([id, sealed]) => ({
    id,
    account: masked(accountOf(id)),
    key: sealed.split('.')[0],
  }));

/** A new key is for what is written from now on; what there is, is sealed anew. */
export function rotate() {
  let done = 0;
  for (const [id, sealed] of rows) {
    if (sealed.startsWith(`${config.current}.`)) continue;
    rows.set(id, seal(accountOf(id), place(id), config));
    done += 1;
  }
  return done;
}
