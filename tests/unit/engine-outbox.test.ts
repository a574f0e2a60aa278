/** Messages between page and frame: together where many are sent, none of them late, lost or out of order. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Outbox, unpack } from '../../src/engine/embedded/shared/outbox.ts';

interface Numbered {
  readonly number: number;
}

function outboxOf(atOnce: boolean) {
  const posts: (Numbered | readonly Numbered[])[] = [];
  const transfers: number[] = [];
  const turns: (() => void)[] = [];
  const outbox = new Outbox<Numbered>(
    (message, transfer) => {
      posts.push(message);
      transfers.push(transfer.length);
    },
    (callback) => turns.push(callback),
    { atOnce },
  );
  return { outbox, posts, transfers, turn: () => turns.shift()?.() };
}

test('the first message goes at once, those after it in this turn go together', () => {
  const { outbox, posts, transfers, turn } = outboxOf(true);
  for (const number of [1, 2, 3]) outbox.send({ number }, [new ArrayBuffer(number)]);
  assert.deepEqual(posts, [{ number: 1 }]);
  turn();
  assert.deepEqual(posts, [{ number: 1 }, [{ number: 2 }, { number: 3 }]]);
  assert.deepEqual(transfers, [1, 2]);
  outbox.send({ number: 4 });
  assert.equal(posts.length, 2, 'a turn goes by after those, too');
  turn();
  turn();
  outbox.send({ number: 5 });
  const numbers: number[] = [];
  for (const post of posts) unpack(post, ({ number }) => numbers.push(number));
  assert.deepEqual(numbers, [1, 2, 3, 4, 5]);
});

test('where a turn is short the first waits, too', () => {
  const { outbox, posts, transfers, turn } = outboxOf(false);
  for (const number of [1, 2]) outbox.send({ number }, [new ArrayBuffer(number)]);
  assert.deepEqual(posts, []);
  turn();
  assert.deepEqual([posts, transfers], [[[{ number: 1 }, { number: 2 }]], [2]]);
  outbox.send({ number: 3 });
  turn();
  assert.deepEqual(posts.at(-1), { number: 3 });
});

test('what waits goes before the port is closed', () => {
  const { outbox, posts, turn } = outboxOf(true);
  for (const number of [1, 2, 3]) outbox.send({ number });
  outbox.flush();
  assert.deepEqual(posts, [{ number: 1 }, [{ number: 2 }, { number: 3 }]]);
  turn();
  outbox.flush();
  assert.equal(posts.length, 2);
});

test('a message that cannot be sent, or whose receiver fails, takes no other with it', () => {
  const posts: unknown[] = [];
  const outbox = new Outbox<{ value: unknown }>(
    (message) => void posts.push(structuredClone(message)),
    () => {},
    { atOnce: false },
  );
  for (const value of [1, () => {}, 3]) outbox.send({ value });
  assert.throws(() => outbox.flush(), { name: 'DataCloneError' });
  assert.deepEqual(posts, [{ value: 1 }, { value: 3 }]);

  const seen: number[] = [];
  const receive = ({ number }: Numbered): void => {
    if (number === 2) throw new Error('of the receiver');
    seen.push(number);
  };
  assert.throws(() => unpack([{ number: 1 }, { number: 2 }, { number: 3 }], receive), /of the receiver/);
  assert.deepEqual(seen, [1, 3]);
});
