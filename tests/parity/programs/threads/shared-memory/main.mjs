// Memory that threads really share: in workerData, in messages both ways, inside other values; waiting and waking.
import { once } from 'node:events';
import { MessageChannel, Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

const [FLAG, TOTAL, TURN] = [0, 1, 2];
if (isMainThread) {
  const cells = new Int32Array(new SharedArrayBuffer(64));
  const start = (data) => new Worker(new URL(import.meta.url), { workerData: data });

  // Many at once add to one number; the main thread waits without an event loop.
  const adders = Array.from({ length: 4 }, () => start({ job: 'add', cells, times: 5000 }));
  for (let seen = 0; (seen = Atomics.load(cells, FLAG)) < adders.length;) Atomics.wait(cells, FLAG, seen);
  console.log(Atomics.load(cells, TOTAL));
  await Promise.all(adders.map((adder) => once(adder, 'exit')));

  // Waiting: for a time, for a value that is another, for somebody who wakes it; in turns.
  console.log(Atomics.wait(cells, TURN, 0, 20), Atomics.wait(cells, TURN, 1), Atomics.notify(cells, TURN));
  const partner = start({ job: 'turns', cells });
  for (let turn = 0; turn < 6; turn += 2) {
    Atomics.add(cells, TURN, 1);
    Atomics.notify(cells, TURN);
    Atomics.wait(cells, TURN, turn + 1);
  }
  console.log('turns', cells[TURN]);
  const [reply] = await once(partner, 'message');
  // The same memory by another way, as a view with an offset.
  reply.view[0] = 99;
  console.log(cells[8], reply.view.length, reply.view.byteOffset, reply.buffer === reply.view.buffer, reply.buffer instanceof SharedArrayBuffer);

  // Over a channel, in a map: one that grows does so for both. It cannot be transferred.
  const { port1, port2 } = new MessageChannel();
  const growable = new SharedArrayBuffer(4, { maxByteLength: 16 });
  const mapper = new Worker(new URL(import.meta.url), { workerData: { job: 'map', port: port2 }, transferList: [port2] });
  mapper.on('error', (error) => console.log(error.code, error.message));
  port1.postMessage(new Map([['memory', growable]]));
  const [grown] = await once(port1, 'message');
  console.log(grown, growable.byteLength, new Uint8Array(growable)[9]);
  try { port1.postMessage(null, [cells.buffer]); } catch (error) { console.log(error.name, error.message); }
  port1.close();
  // A clone in the same thread shares it, too; and waiting without standing still.
  const copy = structuredClone({ cells });
  copy.cells[FLAG] = 123;
  console.log(cells[FLAG], copy.cells.buffer === cells.buffer);
  const waiting = Atomics.waitAsync(cells, FLAG, 123);
  console.log(waiting.async, Atomics.notify(cells, FLAG), await waiting.value);
} else {
  const { job, cells } = workerData;
  if (job === 'add') {
    for (let time = 0; time < workerData.times; time += 1) Atomics.add(cells, TOTAL, 1);
    Atomics.add(cells, FLAG, 1);
    Atomics.notify(cells, FLAG);
  } else if (job === 'turns') {
    for (let turn = 1; turn < 6; turn += 2) {
      Atomics.wait(cells, TURN, turn - 1);
      Atomics.add(cells, TURN, 1);
      Atomics.notify(cells, TURN);
    }
    parentPort.postMessage({ view: cells.subarray(8, 10), buffer: cells.buffer });
  } else {
    workerData.port.once('message', (map) => {
      const memory = map.get('memory');
      memory.grow(12);
      new Uint8Array(memory)[9] = 7;
      workerData.port.postMessage([memory.growable, memory.byteLength]);
    });
  }
}
