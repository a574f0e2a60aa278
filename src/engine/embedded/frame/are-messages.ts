/** Whether what a process sends is what it should be: the kernel trusts no worker. */
import type { StreamMessage } from '../protocol/connections.ts';

type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const areBuffers = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => each instanceof ArrayBuffer);

/** Whether something that a process sent is a message about a connection. */
export function isStreamMessage(message: unknown): message is StreamMessage {
  if (!isObject(message)) return false;
  switch (message['type']) {
    case 'data':
      return (
        message['bytes'] instanceof ArrayBuffer && (message['pass'] === undefined || isPassedHandle(message['pass']))
      );
    case 'consumed':
      return Number(message['count']) >= 0;
    case 'end':
      return true;
    case 'close':
    case 'reset':
      return message['unread'] === undefined || areBuffers(message['unread']);
    default:
      return false;
  }
}

function isPassedHandle(handle: unknown): boolean {
  if (!isObject(handle) || !isObject(handle['local'])) return false;
  return (
    handle['type'] === 'listener' ||
    (isObject(handle['remote']) && areBuffers(handle['backlog']) && Number(handle['inFlight']) >= 0)
  );
}

/** Whether it says how a process shall begin. */
export function isProcessStart(start: unknown): boolean {
  if (!isObject(start) || !Array.isArray(start['stdio'])) return false;
  return start['stdio'].every(
    (descriptor: unknown) =>
      isObject(descriptor) && (descriptor['type'] !== 'given' || isPassedHandle(descriptor['handle'])),
  );
}
