import { once } from 'node:events';
import { connect } from 'node:net';

/** Waits until somebody listens on each of the ports, without a timer. */
export async function listening(...ports) {
  for (const port of ports) {
    for (let tries = 0; tries < 20_000; tries += 1) {
      const socket = connect(port, 'localhost');
      const open = await once(socket, 'connect').then(() => true, () => false);
      socket.destroy();
      if (open) break;
    }
  }
}
