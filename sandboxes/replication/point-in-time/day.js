import { rows, Store } from './store.js';

const clock = (minute) => {
  const hour = 9 + Math.floor(minute / 60);
  return `${String(hour).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
};
export const ACCIDENT = '09:43';
const DISK_FAILS = '09:58';

/**
 * An hour: an order each minute, and a payment. The log is shipped every five minutes.
 * @param basesAt when the whole file is copied
 * @returns the store, and what truly was in the table at the end of each minute
 */
export function play(basesAt) {
  const store = new Store();
  const truth = new Map();
  for (let minute = 0; minute <= 58; minute += 1) {
    const at = clock(minute);
    store.write(`${at}:00`, 'INSERT INTO orders VALUES (?, ?, ?)',
      minute + 1, 'open', 4900);
    if (minute > 0) {
      store.write(`${at}:10`, "UPDATE orders SET status = 'paid' WHERE id = ?", minute);
    }
    if (at === ACCIDENT) store.write(`${at}:30`, 'DELETE FROM orders'); // and no WHERE
    truth.set(at, JSON.stringify(rows(store.primary)));
    if (minute % 5 === 0) store.ship();
    if (basesAt.includes(at)) store.copy(at);
    if (at === DISK_FAILS) return { store, truth };
  }
  throw new Error('the disk does not fail within the hour');
}
