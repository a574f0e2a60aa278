import { createHash } from 'node:crypto';

const LEAST = 20; // answers of the new version, before anything is said about it
const RATE = 0.1; // of them may fail
const TIMES = 4; // and so much more often than with the old version

/** Who gets the new version, and whether it stays. */
export class Canary {
  #seen = { v1: { answers: 0, failed: 0 }, v2: { answers: 0, failed: 0 } };

  constructor(release) {
    this.release = release;
    this.weight = 10; // percent of the users
  }

  /** @returns the version that the user gets: `v1`, or `v2` for a tenth of the users */
  pick(user) {
    const hash = createHash('sha256').update(`${this.release}/${user}`).digest();
    return (hash.readUInt32BE() % 10_000) / 100 < this.weight ? 'v2' : 'v1';
  }

  /** Called for each answer. @param ok whether it was no failure of the server */
  record(version, ok) {
    const counts = this.#seen[version];
    counts.answers += 1;
    if (!ok) counts.failed += 1;
    const { v1, v2 } = this.#seen;
    if (v2.answers < LEAST) return;
    const [old, now] = [v1, v2].map(({ failed, answers }) => failed / (answers || 1));
    if (now >= RATE && now >= TIMES * old) this.weight = 0;
  }
}
