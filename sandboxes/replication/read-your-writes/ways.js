// Where does a read go? `after` is what the reader's cookie says of their last post:
// its position in the log, and when it was written. Without a cookie both are 0.
import { ask } from './client.js';

export const PRIMARY = 5001;
export const REPLICA = 5002;
const WINDOW = 6000; // milliseconds: we hope that the lag is shorter
const PATIENCE = 1000; // milliseconds that a reader may wait

const wroteAt = new Map(); // author → when; forgets nobody, and is this process's own
export const remember = (author) => wroteAt.set(author, Date.now());
const ago = (time) => Date.now() - time;

export const ways = {
  // Broken on purpose: reads from the replica, whoever asks.
  replica: () => REPLICA,
  // Broken on purpose: the other instance knows nothing of this map.
  memory: ({ user }) => (ago(wroteAt.get(user) ?? 0) < WINDOW ? PRIMARY : REPLICA),
  // For a while after a write, from the primary. The reader carries the time.
  window: ({ after }) => (ago(after.at) < WINDOW ? PRIMARY : REPLICA),
  // From the replica if it has come as far as the reader's write.
  position: async ({ after }) => {
    const { lsn } = await ask(REPLICA, {});
    return lsn >= after.lsn ? REPLICA : PRIMARY;
  },
  // The same, and the replica may take a moment to come so far.
  wait: async ({ after }) => {
    const wait = { lsn: after.lsn, patience: PATIENCE };
    const { reached } = await ask(REPLICA, { wait });
    return reached ? REPLICA : PRIMARY;
  },
};
