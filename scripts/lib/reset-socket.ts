/** Breaks connections, so that the other side gets ECONNRESET. */
import type { Socket } from 'node:net';

/**
 * As `socket.resetAndDestroy()`, also while the end that was sent is on its way: libuv refuses a reset then
 * (`uv_tcp_close_reset`, EINVAL), the handle is never closed, and Node waits for it when it exits, for ever and busily.
 */
export function resetSocket(socket: Socket): void {
  const ending = socket.writableEnded && !socket.writableFinished && !socket.destroyed;
  if (ending) socket.once('finish', () => socket.resetAndDestroy());
  else socket.resetAndDestroy();
}
