// Two clients, each at its replica. From 250 to 700 ms the wire is cut, or it is not.
import { setTimeout as wait } from 'node:timers/promises';
import { History } from './history.js';

const plans = {
  left: [{ at: 10, price: 25 }, { at: 150 }, { at: 300, price: 20 }, { at: 500 }, { at: 850 }],
  right: [{ at: 100 }, { at: 310 }, { at: 420, price: 28 }, { at: 550 }, { at: 900 }],
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
    await wait(250);
    await setWire(true);
    history.cut(true);
    await wait(450);
    await setWire(false);
    history.cut(false);
  }
  await Promise.all([client('left'), client('right'), cut && storm()]);
  return history;
}
