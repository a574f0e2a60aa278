// Two clients, each at its replica. From 500 to 1,400 ms the wire may be cut.
import { setTimeout as wait } from 'node:timers/promises';
import { History } from './history.js';

const plans = {
  left: [
    { at: 20, price: 25 }, { at: 300 }, { at: 600, price: 20 },
    { at: 1000 }, { at: 1700 },
  ],
  right: [
    { at: 200 }, { at: 620 }, { at: 845, price: 28 }, { at: 1100 }, { at: 1800 },
  ],
};

/** Plays both plans. @returns the history */
export async function play(mode, cut, setWire) {
  const history = new History();
  history.now();
  async function client(name) {
    for (const { at, price } of plans[name]) {
      await wait(Math.max(0, at - history.now()));
      await history.operate(name, mode, price);
    }
  }
  async function storm() {
    await wait(500);
    await setWire(true);
    history.cut(true);
    await wait(900);
    await setWire(false);
    history.cut(false);
  }
  await Promise.all([client('left'), client('right'), cut && storm()]);
  return history;
}
