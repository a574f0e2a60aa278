import { setTimeout as sleep } from 'node:timers/promises';
import { ErrorReply, createClient } from 'redis';

export const redis = createClient({
  disableOfflineQueue: true, // without a connection a command fails at once
  socket: { connectTimeout: 1000 },
});
redis.on('error', (error) => console.error('redis:', error.message));

let connecting;
/** Connects with the first request; from then on the client reconnects by itself. */
export const connect = () => (connecting ??= redis.connect());

/** The answer to a command; without one within a second, an error with status 503. */
export async function ask(command) {
  const late = sleep(1000, null, { ref: false }).then(() => {
    throw new Error('Redis has not answered within a second');
  });
  try {
    return await Promise.race([command, late]);
  } catch (error) {
    if (!(error instanceof ErrorReply)) error.status = 503;
    throw error;
  }
}
