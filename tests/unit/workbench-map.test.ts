/** The map's store: processes, wires with their faults, what travels; and where everybody stands. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layout } from '../../src/workbench/panes/map/layout.ts';
import { describeProcess } from '../../src/workbench/panes/map/controls.ts';
import { describeFaults, DRAWN, TopologyStore } from '../../src/workbench/stores/topology.ts';
import { setup } from '../support/sandbox-stores.ts';
import { ScriptedNetwork } from '../support/scripted-network.ts';

const PROCESSES = Object.fromEntries(['api', 'store'].map((name) => [name, { command: `node ${name}.js`, env: {} }]));

async function running(processes = PROCESSES) {
  const { engine, stores } = setup({ processes });
  const topology = new TopologyStore(stores.run, Object.keys(processes));
  const networks: ScriptedNetwork[] = [];
  const { boot } = engine;
  engine.boot = async (...args) => {
    const booted = await boot.apply(engine, args);
    networks.push(new ScriptedNetwork());
    if (booted.ok) Object.assign(booted.session, { network: networks.at(-1) });
    return booted;
  };
  topology.start();
  assert.deepEqual(
    [topology.there, topology.processes.map(describeProcess)],
    [false, Object.keys(processes).map(() => 'not running')],
  );
  await stores.run.run();
  return { engine, network: networks[0]!, networks, stores, topology };
}

const wire = (topology: TopologyStore, a: string, b: string) => {
  const found = topology.wires.find((each) => each.a === a && each.b === b);
  assert.ok(found, `${a} – ${b}`);
  return found;
};

test('a wire is delayed, throttled, cut and healed, each beside the others', async () => {
  const { network, topology } = await running();
  assert.deepEqual(
    topology.wires.map(({ a, b }) => `${a} ${b}`),
    ['client api', 'client store', 'api store'],
  );
  topology.setFaults(wire(topology, 'api', 'store'), { delay: 200 });
  topology.setFaults(wire(topology, 'api', 'store'), { cut: 'silent' });
  assert.equal(topology.said, 'Wire api – store: cut, nothing arrives, 200 ms late.');
  topology.setFaults(wire(topology, 'api', 'store'), { cut: undefined });
  assert.deepEqual(network.faults.at(-1), ['api', 'store', { delay: 200 }]);
  topology.setFaults(wire(topology, 'api', 'store'), { delay: undefined, rate: 1000 });
  assert.deepEqual(wire(topology, 'api', 'store').faults, { rate: 1000 });
  topology.heal(wire(topology, 'api', 'store'));
  assert.deepEqual([network.faults.at(-1), topology.said], [['api', 'store', {}], 'Wire api – store: whole.']);
  assert.deepEqual(wire(topology, 'client', 'api').faults, {}, 'the others are whole');
  assert.equal(describeFaults({ cut: 'reset', rate: 2500 }), 'broken, connections are reset and refused, 2.5 kB/s');
});

test('processes are killed, asked to end and started; what is refused is said', async () => {
  const { engine, topology } = await running();
  engine.session.listen('api', 3001);
  assert.deepEqual(topology.processes.map(describeProcess), ['running, port 3001', 'running']);
  await topology.kill('store');
  assert.deepEqual([topology.said, describeProcess(topology.processes[1]!)], ['store was killed.', 'ended by SIGKILL']);
  await topology.restart('store');
  assert.equal(describeProcess(topology.processes[1]!), 'running');
  const signals: string[] = [];
  Object.assign(engine.session, {
    signal: async (name: string, signal: string) => (signals.push(`${name} ${signal}`), { ok: true }),
  });
  await topology.terminate('api');
  assert.deepEqual([signals, topology.said], [['api SIGTERM'], 'api was sent SIGTERM.']);
  engine.session.kill = async () => ({ ok: false, code: 'disposed', reason: 'The session has ended.' });
  await topology.kill('api');
  assert.equal(topology.said, 'The session has ended.');
});

test('what travels is drawn, up to a number; all of it is counted', async () => {
  const { network, topology } = await running();
  network.send({ connection: 7, from: 'client', to: 'api' });
  network.send({ connection: 7, from: 'client', to: 'api', bytes: 'GET' });
  network.send({ connection: 7, from: 'api', to: 'client', bytes: 'OK' });
  assert.deepEqual(
    topology.travels.map(({ from, to, opener, stuck }) => [from, to, opener, stuck]),
    [
      ['client', 'api', true, false],
      ['api', 'client', false, false],
    ],
  );
  topology.setFaults(wire(topology, 'client', 'api'), { delay: 2000, cut: 'silent' });
  network.send({ connection: 7, from: 'client', to: 'api', bytes: 'x' });
  const late = topology.travels.at(-1)!;
  assert.deepEqual([late.flight, late.stuck], [2000, true]);
  for (let index = 0; index < 100; index += 1) network.send({ connection: 7, from: 'client', to: 'api', bytes: 'x' });
  assert.equal(topology.travels.length, DRAWN);
  const { used, connections, bytes } = wire(topology, 'client', 'api');
  assert.deepEqual([used, connections, bytes], [true, 1, 106]);
  topology.stop();
  assert.deepEqual([topology.travels.length, network.taps.size], [0, 0]);
});

test('the wires of a new session are whole; of many processes only those that talk have wires', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`p${index}`, { command: 'node a.js', env: {} }]),
  );
  const { networks, stores, topology } = await running(many);
  assert.equal(topology.wires.length, 8);
  networks[0]!.send({ from: 'p1', to: 'p2' });
  topology.setFaults(wire(topology, 'client', 'p0'), { cut: 'reset' });
  assert.equal(topology.wires.length, 9);
  stores.run.stop();
  assert.equal(topology.there, false);
  await stores.run.run();
  assert.deepEqual([topology.wires.length, wire(topology, 'client', 'p0').faults, topology.said], [8, {}, null]);
});

test('nobody stands on another or outside, in a wide window and on a phone', () => {
  for (const width of [300, 370, 480, 640])
    for (let count = 1; count <= 6; count += 1) {
      const names = ['client', ...Array.from({ length: count }, (_, index) => `p${index}`)];
      const { places, height } = layout(names, width);
      const all = [...places.values()];
      for (const { x, y } of all) {
        assert.ok(x >= 51.9 && x <= width - 51.9, `x ${x} of ${count} in ${width}`);
        assert.ok(y >= 28.9 && y <= height - 28.9, `y ${y} of ${count} in ${width}`);
      }
      all.forEach((one, index) => {
        for (const other of all.slice(index + 1))
          assert.ok(
            Math.abs(one.x - other.x) >= 92 || Math.abs(one.y - other.y) >= 46,
            `${count} in ${width}: ${JSON.stringify([one, other])}`,
          );
      });
    }
});
