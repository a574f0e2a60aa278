/** What a thread tells the kernel of its ends of message ports. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import {
  changedEnds,
  countPosted,
  countTaken,
  endArrived,
  endClosed,
  endLeaves,
  followPorts,
  makeEnds,
} from '../../src/engine/embedded/worker/threads/port-ends.ts';

let stands = true;
let taken = 0;
followPorts({
  get stands() {
    return stands;
  },
  taken: () => (taken += 1),
});

beforeEach(() => {
  stands = true;
  taken = 0;
  changedEnds();
});

test('an end is told of with its counts when they have changed', () => {
  const [own, other] = makeEnds();
  countPosted(own);
  countPosted(own);
  countTaken(own);
  assert.deepEqual(changedEnds(), [{ ...other, side: 0, posted: 2, taken: 1 }]);
  assert.equal(taken, 1);
  assert.deepEqual(changedEnds(), []);
});

test('channels have names of their own', () => {
  const [[first], [second]] = [makeEnds(), makeEnds()];
  assert.notEqual(first.channel, second.channel);
});

test('an end that leaves takes its counts along', () => {
  const [own] = makeEnds();
  countPosted(own);
  changedEnds();
  const leaving = endLeaves(own);
  assert.deepEqual(leaving, { channel: own.channel, side: 0, posted: 1, taken: 0 });
  assert.deepEqual(changedEnds(), [{ ...leaving, gone: true }]);
  endArrived(leaving);
  assert.deepEqual(changedEnds(), [leaving]);
});

test('a closed end is told of where the kernel knows it, or asks', () => {
  const [known, unknown] = [makeEnds()[0], makeEnds()[0]];
  endArrived(known);
  changedEnds();
  stands = false;
  for (const end of [known, unknown]) {
    countPosted(end);
    endClosed(end);
  }
  assert.deepEqual(changedEnds(), [{ ...known, posted: 1, taken: Infinity }]);
  stands = true;
  const [brief] = makeEnds();
  endClosed(brief);
  assert.deepEqual(changedEnds(), [brief]);
});
