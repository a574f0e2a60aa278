import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, network } from 'lab';

const ROUND = 1000; // milliseconds from one gossip to the next
const nodes = [1, 2, 3];
let keys = 0;
const newKey = () => `lamp-${(keys += 1)}`;

/** Lets time pass until the answer is there. */
async function settled(promise) {
  let done = false;
  const end = () => (done = true);
  promise.then(end, end);
  for (let step = 0; step < 35 && !done; step += 1)
    await clock.advance(step < 15 ? 5 : 250);
  assert.equal(done, true, 'There is no answer after 5 seconds.');
  return promise;
}

/** Waits for an answer while less time passes than a node has patience for another. */
async function prompt(promise) {
  let done = false;
  const end = () => (done = true);
  promise.then(end, end);
  for (let ms = 0; ms < 300 && !done; ms += 5) await clock.advance(5);
  assert.equal(done, true, 'It waits for the node that does not answer.');
  return promise;
}

async function send(method, node, path, body) {
  const response = await fetch(`http://localhost:${3000 + node}${path}`, {
    method,
    headers: { Connection: 'close', 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
const put = (node, key, value) =>
  settled(send('PUT', node, `/prices/${key}`, { value }));
const get = (node, key) => settled(send('GET', node, `/prices/${key}`));
const like = (node, key, likes = 1) =>
  settled(send('POST', node, `/likes/${key}`, { likes }));
async function likesOf(key) {
  const seen = [];
  for (const node of nodes) {
    const { body } = await settled(send('GET', node, `/likes/${key}`));
    seen.push(body.likes);
  }
  return seen;
}
async function written(node, key, value) {
  const { status, body } = await put(node, key, value);
  assert.equal(status, 200, `PUT at node ${node}: ${JSON.stringify(body)}`);
}

/** Does something while nobody reaches a node, and heals its wires. */
async function without(node, work, how = 'reset') {
  const others = nodes.filter((other) => other !== node);
  for (const other of others) await network.cut(`node-${node}`, `node-${other}`, how);
  try {
    return await work();
  } finally {
    for (const other of others) await network.heal(`node-${node}`, `node-${other}`);
  }
}

/** Does something with slow wires of a node, and heals them. */
async function slowly(node, work) {
  const others = nodes.filter((other) => other !== node);
  try {
    await work((other, ms) => network.delay(`node-${node}`, `node-${other}`, ms));
  } finally {
    for (const other of others) await network.heal(`node-${node}`, `node-${other}`);
  }
}

async function reads(node, key, value) {
  const { status, body } = await get(node, key);
  assert.deepEqual([status, body.value], [200, value],
    `Node ${node}: the write of ${value} was acknowledged before this read began.`);
}

test('a node that reaches nobody refuses to write a price: 503', async () => {
  const key = newKey();
  await written(1, key, 30);
  await without(3, async () => {
    const { status } = await put(3, key, 20);
    assert.equal(status, 503, 'Alone it is no majority.');
  }, 'silent');
});

test('a node that reaches nobody does not say a price: 503', async () => {
  const key = newKey();
  await written(1, key, 30);
  await without(3, async () => {
    await written(1, key, 25);
    const { status } = await get(3, key);
    assert.equal(status, 503, 'It cannot know whether its price is old.');
  });
});

test('meanwhile the other two write and read prices', async () => {
  const key = newKey();
  await without(3, async () => {
    await written(1, key, 25);
    const { status, body } = await get(2, key);
    assert.deepEqual([status, body.value], [200, 25], 'Two of three are a majority.');
  });
});

test('what was refused is not there when the wires are healed', async () => {
  const key = newKey();
  await written(1, key, 30);
  await without(3, () => put(3, key, 20));
  for (const node of nodes) {
    const { body } = await get(node, key);
    assert.equal(body.value, 30, `Node ${node}: the client of 20 was refused.`);
  }
});

test('a node that comes back does not return an older price', async () => {
  const key = newKey();
  await written(1, key, 30);
  await without(3, () => written(1, key, 25));
  const { status, body } = await get(3, key);
  assert.deepEqual([status, body.value], [200, 25], 'It has missed a write.');
});

test('a write at the node that comes back is the newest one', async () => {
  const key = newKey();
  await without(3, async () => {
    for (const value of [30, 28, 26]) await written(1, key, value);
  });
  await written(3, key, 24);
  for (const node of nodes) {
    const { body } = await get(node, key);
    assert.equal(body.value, 24, `Node ${node}: 24 was acknowledged after 26.`);
  }
});

test('no read that begins after an acknowledged write is older', async () => {
  const key = newKey();
  for (const writer of nodes) {
    const others = nodes.filter((node) => node !== writer);
    await slowly(writer, async (slow) => {
      for (const node of others) await slow(node, 100);
      await written(writer, key, writer);
      for (const node of others) await reads(node, key, writer);
    });
    await reads(writer, key, writer);
  }
});

test('not even where only one other node has heard of the write', async () => {
  const key = newKey();
  for (const writer of nodes) {
    const [near, far] = nodes.filter((node) => node !== writer);
    await slowly(writer, async (slow) => {
      await slow(far, 400);
      await written(writer, key, writer);
      await slow(near, 400);
      for (const node of [near, far]) await reads(node, key, writer);
    });
  }
});

test('one node that does not answer delays nobody', async () => {
  const key = newKey();
  await without(3, async () => {
    const written = await prompt(send('PUT', 1, `/prices/${key}`, { value: 25 }));
    const read = await prompt(send('GET', 2, `/prices/${key}`));
    assert.deepEqual([written.status, read.status], [200, 200], 'Two are enough.');
  }, 'silent');
});

test('after nine writes at once all nodes have the same price', async () => {
  const key = newKey();
  const writes = Array.from({ length: 9 }, (_, n) => put(1 + (n % 3), key, n));
  await Promise.all(writes);
  await clock.advance(1000);
  const seen = [];
  for (const node of nodes) seen.push((await get(node, key)).body.value);
  assert.deepEqual(seen, [seen[0], seen[0], seen[0]], 'The nodes disagree.');
});

test('a node that reaches nobody counts likes, and so do the others', async () => {
  const key = newKey();
  await without(3, async () => {
    for (const node of nodes) {
      const { status } = await like(node, key);
      assert.equal(status, 200, `A like at node ${node}.`);
    }
  });
});

test('two rounds after healing all nodes show the same likes', async () => {
  const key = newKey();
  await without(3, async () => {
    await like(1, key, 3);
    await like(3, key, 4);
  });
  await clock.advance(2 * ROUND);
  const seen = await likesOf(key);
  assert.deepEqual(seen, [seen[0], seen[0], seen[0]], 'They have not converged.');
});

test('and no like is lost, and none is counted twice', async () => {
  const key = newKey();
  await like(2, key, 5);
  await clock.advance(2 * ROUND);
  await without(3, async () => {
    await like(1, key, 3);
    await like(3, key, 4);
    await like(2, key, 1);
    await clock.advance(3 * ROUND);
    await like(3, key, 2);
  });
  await clock.advance(6 * ROUND);
  await slowly(2, async (slow) => {
    await slow(1, 100); // what node 1 says is 300 ms old: two ways to connect, one for it
    for (let i = 0; i < 6; i += 1) {
      await like(2, key);
      await clock.advance(200);
    }
  });
  await clock.advance(3 * ROUND);
  assert.deepEqual(await likesOf(key), [21, 21, 21],
    '5 + 3 + 4 + 1 + 2 likes, and 6 at node 2 while the wire to node 1 is slow.');
});

test('likes at the same moment are all counted', async () => {
  const key = newKey();
  await settled(Promise.all(nodes.flatMap((node) =>
    [1, 2, 3].map(() => send('POST', node, `/likes/${key}`, {})))));
  await clock.advance(3 * ROUND);
  assert.deepEqual(await likesOf(key), [9, 9, 9], 'Three likes at each node.');
});
