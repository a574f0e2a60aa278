/** Bytes on a wire, made readable: as text, as hex, and kept in a record. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TapEvent } from '../../src/engine/engine.ts';
import { WireRecord } from '../../src/engine/wire-record.ts';
import { describeBytes, describeEvent } from '../../src/engine/wire-text.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const event = (more: Partial<TapEvent> = {}): TapEvent => ({
  time: Date.UTC(2026, 0, 15, 9, 0, 0, 7),
  connection: 3,
  port: 3000,
  from: 'client',
  to: 'api',
  opener: true,
  type: 'data',
  bytes: bytes('GET / HTTP/1.1\r\n\r\n'),
  ...more,
});

test('bytes are written out line by line', () => {
  assert.deepEqual(describeBytes(new Uint8Array([0x48, 0x69, 0x0d, 0x0a, 0x09, 0x00, 0xc3, 0xa9])), [
    'Hi\\r\\n',
    '\\t\\x00\\xc3\\xa9',
  ]);
  assert.match(describeBytes(new Uint8Array(20_005)).at(-1)!, /5 more bytes are not shown/);
});

test('bytes are written in hex as hexdump -C writes them', () => {
  assert.deepEqual(describeBytes(bytes('GET /é HTTP/1.1\r\nHost: a'), 'hex'), [
    '00000000  47 45 54 20 2f c3 a9 20  48 54 54 50 2f 31 2e 31  |GET /.. HTTP/1.1|',
    '00000010  0d 0a 48 6f 73 74 3a 20  61                       |..Host: a|',
  ]);
  assert.deepEqual(describeBytes(new Uint8Array(0), 'hex'), []);
  const long = describeBytes(new Uint8Array(20_005), 'hex');
  assert.equal(long.length, 1251);
  assert.match(long.at(-1)!, /5 more bytes are not shown/);
});

test('an event has its time, its connection and its ends above its bytes', () => {
  assert.deepEqual(describeEvent(event()), [
    '09:00:00.007 #3 client → api (port 3000): data, 18 bytes',
    '  GET / HTTP/1.1\\r\\n',
    '  \\r\\n',
  ]);
  assert.deepEqual(describeEvent(event({ bytes: bytes('x') }), 'hex'), [
    '09:00:00.007 #3 client → api (port 3000): data, 1 byte',
    `  00000000  78${' '.repeat(48)}|x|`,
  ]);
  const { bytes: none, ...open } = event({ type: 'open' });
  assert.equal(none?.length, 18);
  assert.deepEqual(describeEvent(open), ['09:00:00.007 #3 client → api (port 3000): open']);
});

test('a record keeps the newest events, and says how many are gone', () => {
  let send: (event: TapEvent) => void = () => {};
  let tapped = true;
  const record = new WireRecord(
    { setFaults() {}, tap: (listener) => ((send = listener), () => (tapped = false)) },
    { limit: 30 },
  );
  send(event({ type: 'open', bytes: new Uint8Array(0) }));
  send(event());
  assert.equal(record.describe().length, 4);
  send(event({ bytes: bytes('second') }));
  assert.equal(record.events.length, 3);
  send(event({ bytes: bytes('the third piece') }));
  assert.deepEqual(
    record.describe().filter((line) => !line.startsWith('09')),
    ['… (2 earlier events are not kept)', '  second', '  the third piece'],
  );
  send(event({ bytes: new Uint8Array(100) }));
  assert.deepEqual(
    record.events.map(({ bytes: kept }) => kept?.length),
    [100],
    'the newest is kept, however large',
  );
  record.stop();
  assert.equal(tapped, false);
});
