// When may the client hear "done"? The record is in the primary's own log already.
// `replicas` are all that were configured, also those that do not answer.
const has = (lsn) => (replica) => replica.received >= lsn;
const shows = (lsn) => (replica) => replica.applied >= lsn;

export const modes = {
  async: () => true,
  semi: (lsn, replicas) => replicas.some(has(lsn)), // one copy, whoever has it
  sync: (lsn, replicas) => replicas.every(has(lsn)), // a copy everywhere
  apply: (lsn, replicas) => replicas.every(shows(lsn)), // and readers see it
};

/** Milliseconds after which `semi` gives up and goes on like `async`. MySQL: 10,000. */
export const SEMI_TIMEOUT = 104;
