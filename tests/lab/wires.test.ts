/** The wires of a check in real Node, on a clock that the test moves: they carry messages as the engine's do. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Wires } from '../../scripts/lab/wires.ts';

test('a message that is under way does not make the next one later', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'port3000-wires-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const name of ['api', 'redis']) mkdirSync(join(folder, name));
  let now = 0;
  const wires = new Wires(
    ['api', 'redis'],
    (name) => join(folder, name),
    () => now,
  );
  let heard = '';
  const server = createServer((socket) => socket.on('data', (bytes) => (heard += String(bytes)))).listen(0);
  await once(server, 'listening');
  await wires.open('redis', 6379, (server.address() as AddressInfo).port);
  const client = connect(Number(readFileSync(join(folder, 'api', '6379'), 'utf8')), '127.0.0.1');
  t.after(() => {
    client.destroy();
    wires.end();
    server.close();
  });
  const until = async (done: () => boolean) => {
    while (!done()) await nextTurn();
  };
  client.write('0');
  await until(() => heard === '0');

  wires.set('api', 'redis', { delay: 100 });
  client.write('1');
  await until(() => wires.next === 100);
  now = 10;
  const { activity } = wires;
  client.write('2');
  await until(() => wires.activity > activity);
  now = 100;
  wires.run();
  await until(() => heard === '01');
  assert.equal(wires.next, 110);
  // What is sent after the wire has become fast does not overtake what is on its way.
  wires.set('api', 'redis', { delay: 0 });
  client.write('3');
  await until(() => wires.activity > activity + 1);
  assert.equal(heard, '01');
  now = 110;
  wires.run();
  await until(() => heard === '0123');
  assert.equal(wires.next, null);
});
