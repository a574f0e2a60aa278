/** Reads the messages that any process may send to the kernel. */
import type { PassedConnection, PassedHandle, SocketAddress, StreamMessage } from '../../protocol/connections.ts';
import type { AloneToKernel } from '../../protocol/messages.ts';
import type { PortEnd } from '../../protocol/threads.ts';
import {
  either,
  isAnything,
  isBoolean,
  isBuffer,
  isCount,
  isNumber,
  isString,
  list,
  maybe,
  one,
  reader,
  record,
  type Fields,
} from './checks.ts';

const address = record({
  address: isString,
  family: one('IPv4', 'IPv6'),
  port: isNumber,
} satisfies Fields<SocketAddress>);

/** A connection that goes to another process. */
export const isPassedConnection = record({
  type: one('connection'),
  connection: isNumber,
  local: address,
  remote: address,
  backlog: list(isBuffer),
  ending: maybe(one('end', 'reset')),
  // The number is minus infinity when the other side is closed: there is room for anything then.
  inFlight: isNumber,
} satisfies Fields<PassedConnection> & { readonly type: unknown });

const isPassedHandle = either(
  isPassedConnection,
  record({ type: one('listener'), local: address } satisfies Fields<Exclude<PassedHandle, PassedConnection>> & {
    readonly type: unknown;
  }),
);

const connection = { connection: isNumber };
const closing = { ...connection, unread: maybe(list(isBuffer)) };
const traffic = {
  data: { ...connection, bytes: isBuffer, pass: maybe(isPassedHandle) },
  consumed: { ...connection, count: isCount },
  end: connection,
  close: closing,
  reset: closing,
};
const readTraffic = reader<StreamMessage>(traffic);
const isTraffic = (data: unknown): boolean => readTraffic(data) !== undefined;

export const readMessage = reader<AloneToKernel>({
  ...traffic,
  ready: {},
  started: {},
  missing: { builtin: isString },
  // A thread may end with the text of a number: process.exitCode takes one.
  exit: { code: either(isNumber, isString), signal: maybe(isString) },
  output: { stream: one('stdout', 'stderr'), text: isString },
  notice: { text: isString },
  written: { path: isString, contents: isBuffer },
  looked: { id: isNumber, answer: isAnything },
  left: { path: isString, files: list(either(one(null), isBuffer)) },
  listen: { port: isNumber, address: isString, accepts: isBoolean },
  unlisten: { port: isNumber },
  connect: { ...connection, port: isNumber },
  leftover: { ...connection, messages: list(isTraffic) },
  rest: {
    next: either(one(null), isNumber),
    seen: isNumber,
    ports: list(
      record({
        channel: isString,
        side: one(0, 1),
        posted: isNumber,
        taken: isNumber,
        gone: maybe(isBoolean),
      } satisfies Fields<PortEnd>),
    ),
  },
  signal: { pid: isNumber, signal: isString },
  handles: { signal: isString, on: isBoolean },
  channel: { channel: isNumber, name: maybe(isString) },
  broadcast: { channel: isNumber, message: isAnything },
});
