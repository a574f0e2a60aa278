/** The kernel reads whole messages of workers, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMessage } from '../../src/engine/embedded/frame/read/messages.ts';
import { readSharedMessage } from '../../src/engine/embedded/frame/read/shared-messages.ts';
import type { AloneToKernel, ProcessToKernel, SharedToKernel } from '../../src/engine/embedded/protocol/messages.ts';
import { REPLY_SIZE } from '../../src/engine/embedded/shared/shared-reply.ts';

const local = { address: '127.0.0.1', family: 'IPv4', port: 3000 } as const;
const handle = {
  type: 'connection',
  connection: 7,
  local,
  remote: local,
  backlog: [new ArrayBuffer(1)],
  inFlight: Number.NEGATIVE_INFINITY,
} as const;
const attributes = [0o644, 0, 0];
const files = {
  nodes: [{ id: 'a', kind: 'file', attributes, contents: new Uint8Array(1) }],
  entries: [['/', 'name', 'a', true] as const, ['/', 'gone', null] as const],
  contents: [{ id: 'a', attributes, writes: [[0, new Uint8Array(1)] as const], cut: 0 }],
} as const;
const command = {
  argv0: 'node',
  execArgv: ['--test'],
  argv: ['a.js'],
  env: { A: '1' },
  cwd: '/',
  stdio: [
    { type: 'null' },
    { type: 'pipe', own: 1, other: 2 },
    { type: 'given', handle },
    { type: 'inherited', fd: 1 },
  ],
  files,
  applied: 0,
} as const;
const shared = new SharedArrayBuffer(REPLY_SIZE);
const port = (): MessagePort => new MessageChannel().port1;
const waiting = { bytes: new Uint8Array(1), buffers: [new ArrayBuffer(1)], ports: [] };

const ALONE: readonly AloneToKernel[] = [
  { type: 'ready' },
  { type: 'started' },
  { type: 'missing', builtin: 'zlib' },
  { type: 'exit', code: 1, signal: 'SIGTERM' },
  { type: 'exit', code: 0 },
  { type: 'output', stream: 'stderr', text: '' },
  { type: 'notice', text: 'Hello' },
  { type: 'listen', port: 3000, address: '::', accepts: true },
  { type: 'looked', id: 1, answer: {} },
  { type: 'left', path: '/a.db', files: [new ArrayBuffer(1), null, null] },
  { type: 'unlisten', port: 3000 },
  { type: 'connect', connection: 1, port: 3000 },
  { type: 'data', connection: 1, bytes: new ArrayBuffer(1) },
  { type: 'data', connection: 1, bytes: new ArrayBuffer(1), pass: handle },
  { type: 'data', connection: 1, bytes: new ArrayBuffer(1), pass: { type: 'listener', local } },
  { type: 'consumed', connection: 1, count: 5 },
  { type: 'end', connection: 1 },
  { type: 'close', connection: 1, unread: [new ArrayBuffer(1)] },
  { type: 'reset', connection: 1 },
  { type: 'leftover', connection: 1, messages: [{ type: 'end', connection: 1 }] },
  { type: 'rest', next: null, seen: 3, ports: [{ channel: 'c', side: 1, posted: 1, taken: Infinity, gone: true }] },
  { type: 'signal', pid: 1001, signal: 'SIGTERM' },
  { type: 'handles', signal: 'SIGTERM', on: true },
  { type: 'channel', channel: 1, name: 'news' },
  { type: 'channel', channel: 1 },
  { type: 'broadcast', channel: 1, message: {} },
];

const SHARED: readonly SharedToKernel[] = [
  {
    type: 'thread',
    thread: {
      id: 1,
      name: '',
      env: {},
      execArgv: undefined,
      cwd: '/',
      files,
      applied: 0,
      port: { port: port(), backlog: [{ ...waiting, ports: [{ port: port(), backlog: [waiting] }] }] },
    },
  },
  { type: 'stop-thread', id: 1 },
  { type: 'spawn', start: { ...command, pid: 1002 } },
  {
    type: 'spawn-sync',
    shared,
    start: { ...command, inputs: [null, new Uint8Array(1)], timeout: 0, maxBuffer: Infinity, killSignal: 'SIGTERM' },
  },
  { type: 'read-sync', connection: 1, shared },
  { type: 'reply-next' },
  { type: 'files', changes: files, applied: 0 },
  { type: 'files-applied', applied: 3 },
  { type: 'database', path: '/data.db' },
];

test('every message that a process may send is read', () => {
  for (const message of ALONE) assert.equal(readMessage(message), message, message.type);
  for (const message of SHARED) assert.equal(readSharedMessage(message), message, message.type);
  for (const message of SHARED) assert.equal(readMessage(message), undefined, message.type);
  for (const message of ALONE) assert.equal(readSharedMessage(message), undefined, message.type);
});

/** A value of none of the types that fields have. */
const WRONG = Symbol('wrong');

/** Copies of a value with one of its fields, at any depth, replaced; with the path of the field. */
function* damaged(value: unknown, path = ''): Generator<readonly [string, unknown]> {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries())
      for (const [where, wrong] of damaged(each, `${path}[${index}]`)) yield [where, value.with(index, wrong)];
  } else if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, each] of Object.entries(value))
      for (const [where, wrong] of damaged(each, `${path}.${key}`)) yield [where, { ...value, [key]: wrong }];
  }
  if (path !== '') yield [path, WRONG];
}

test('a message with anything wrong in it is none', () => {
  let count = 0;
  const check = (message: ProcessToKernel, read: (data: unknown) => unknown): void => {
    for (const [path, wrong] of damaged(message)) {
      // Anything may be broadcast, and what a process says of its databases the host reads.
      if (path === '.message' && message.type === 'broadcast') continue;
      if (path === '.answer' && message.type === 'looked') continue;
      const result = read(wrong);
      if (message.type === 'files' && path !== '.type') {
        // The kernel counts the changes, and none of them are made.
        assert.deepEqual(result, {
          type: 'files',
          changes: { nodes: [], entries: [], contents: [] },
          applied: 0,
        });
      } else assert.equal(result, undefined, `${message.type}${path}`);
      count += 1;
    }
  };
  for (const message of ALONE) check(message, readMessage);
  for (const message of SHARED) check(message, readSharedMessage);
  assert.ok(count > 150, `${count} damaged messages`);
});

test('what is no object, or has no known type, is none', () => {
  for (const data of [null, undefined, 0, 'exit', [], {}, { type: {} }, { type: 'toString' }, { type: '__proto__' }]) {
    assert.equal(readMessage(data), undefined);
    assert.equal(readSharedMessage(data), undefined);
  }
});

test('numbers that nobody may count with are refused', () => {
  for (const count of [-1, 0.5, NaN, Infinity, 2 ** 53, '5'])
    assert.equal(readMessage({ type: 'consumed', connection: 1, count }), undefined, String(count));
  for (const size of [1, REPLY_SIZE + 1])
    assert.equal(
      readSharedMessage({ type: 'read-sync', connection: 1, shared: new SharedArrayBuffer(size) }),
      undefined,
    );
});
