/** A connection as the engine's contract has it, over a socket of real Node: for the HTTP client outside the page. */
import { connect } from 'node:net';
import type { Session } from '../../src/engine/engine.ts';
import { failure } from '../../src/engine/shared/failure.ts';
import { resetSocket } from '../lib/reset-socket.ts';

/** Connects as `Session.connect` does, to a port of this machine. */
export const connectSocket: Session['connect'] = (port, receiver) => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.on('data', (bytes) => {
    const taken = receiver.data(bytes);
    if (!taken) return;
    socket.pause();
    void taken.then(() => socket.resume());
  });
  socket.on('end', () => receiver.end());
  return new Promise((resolve) => {
    let connected = false;
    socket.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (connected) return;
      if (code === 'ECONNREFUSED')
        resolve(failure('refused', `Nothing listens on port ${port}: the connection was refused (ECONNREFUSED).`));
      else resolve(failure('reset', `The connection to port ${port} could not be made: ${message}`));
    });
    socket.on('close', (broken) => connected && receiver.close(broken));
    socket.on('connect', () => {
      connected = true;
      resolve({
        ok: true,
        connection: {
          write: (bytes) => new Promise((written) => socket.write(bytes, () => written())),
          end: () => void socket.end(),
          destroy: (reset = false) => void (reset ? resetSocket(socket) : socket.destroy()),
        },
      });
    });
  });
};
