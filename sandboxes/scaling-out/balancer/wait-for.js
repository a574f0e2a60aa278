import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when all ports can be reached, or after some seconds: one may be down. */
export async function waitFor(ports) {
  for (let tries = 0, left = ports; tries < 100 && left.length > 0; tries += 1) {
    const socket = connect(left[0]);
    try {
      await once(socket, 'connect');
      left = left.slice(1);
    } catch {
      await sleep(50);
    } finally {
      socket.destroy();
    }
  }
}
