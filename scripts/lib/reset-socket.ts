/** Breaks connections, so that the other side gets ECONNRESET. */
import type { Socket } from 'node:net';

/**
 * Resets a connection like `socket.resetAndDestroy()`, but even while an end that was sent is on its way: then libuv
 * refuses a reset (`uv_tcp_close_reset`, EINVAL), the handle is never closed, and Node waits for it at its exit, for
 * ever and busily.
 */
export function resetSocket(socket: Socket): void {
  const ending = socket.writableEnded && !socket.writableFinished && !socket.destroyed;
  if (ending) socket.once('finish', () => socket.resetAndDestroy());
  else socket.resetAndDestroy();
}
