// Processes start together, and nobody says which of them is the first to listen. Who
// asks another one waits for it, so that the first request finds everybody there.
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** Waits until somebody listens on each of the ports; for one at most ten seconds. */
export async function started(...ports) {
  for (const port of ports) {
    for (let tries = 0; tries < 2000; tries += 1) {
      const socket = connect(port, 'localhost');
      const open = await once(socket, 'connect').then(() => true, () => false);
      socket.destroy();
      if (open) break;
      await setTimeout(5); // ms
    }
  }
}
