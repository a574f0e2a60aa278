import { setTimeout as sleep } from 'node:timers/promises';

const NOTICED = 250; // ms: longer than a balancer takes to ask twice
const LIMIT = 1000; // ms: with NOTICED less than the platform waits before it kills

/**
 * What to do when the platform asks the program to end, by name.
 * `unready` makes /readyz answer 503, and each answer the last of its connection.
 */
export const ways = {
  // What Node does when nobody listens for the signal.
  none() {},

  close(server) {
    process.once('SIGTERM', () => server.close());
  },

  drain(server, unready) {
    process.once('SIGTERM', async () => {
      unready();
      await sleep(NOTICED);
      const late = setTimeout(() => {
        process.exitCode = 1; // somebody was cut off
        server.closeAllConnections();
      }, LIMIT);
      late.unref();
      server.close(); // no new connections; idle ones are closed, busy ones finish
    });
  },
};
