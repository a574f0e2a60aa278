import { setTimeout as sleep } from 'node:timers/promises';
import {
  credit, isKnown, noteOnce, noteOrThrow, transaction, writeLetter,
} from './points.js';

/** Each way gets the message, what acknowledges it, and the places where it may die. */
export const ways = {
  // At most once.
  async ackFirst({ body }, acknowledge, dieAt) {
    await acknowledge();
    await dieAt('between');
    transaction(() => credit(body));
  },
  // At least once.
  async commitFirst({ body }, acknowledge, dieAt) {
    transaction(() => credit(body));
    await dieAt('between');
    await acknowledge();
  },
  // At least once, and one effect.
  async inbox({ id, body }, acknowledge, dieAt) {
    transaction(() => {
      if (noteOnce(id)) credit(body);
    });
    await dieAt('between');
    await acknowledge();
  },
};

/** For deliveries at the same time. `send` sends a letter at once, from outside. */
export const atOnce = {
  // Broken on purpose: what is looked up before the transaction may be old within it.
  async checkFirst({ id, body }, send) {
    if (isKnown(id)) return;
    await send(id); // takes a while
    transaction(() => {
      credit(body);
      noteOrThrow(id);
    });
  },
  async insertFirst({ id, body }) {
    await sleep(10); // here, too, others come in between
    transaction(() => {
      if (!noteOnce(id)) return;
      credit(body);
      writeLetter(id); // an outbox: a relay sends it
    });
  },
};
