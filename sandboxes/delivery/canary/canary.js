import { createHash } from 'node:crypto';

/** Where a user stands, from 0 to 99.99: the same for each release of this name. */
export function placeOf(user, release) {
  const hash = createHash('sha256').update(`${release}/${user}`).digest();
  return (hash.readUInt32BE() % 10_000) / 100;
}

const LEAST = 100; // answers of the new version, before anything is said about it
const RATE = 0.02; // of them may fail
const TIMES = 4; // and so much more often than with the old version

/** Who gets the new version, and whether it stays. */
export class Canary {
  constructor(release, weight = 0) {
    this.release = release;
    this.weight = weight; // percent of the users
    this.forget();
  }

  forget() {
    this.seen = { v1: { answers: 0, failed: 0 }, v2: { answers: 0, failed: 0 } };
    this.returned = null;
  }

  pick(user) {
    return placeOf(user, this.release) < this.weight ? 'v2' : 'v1';
  }

  /** Counts an answer. When the new version is worse than the old one, nobody gets it. */
  record(version, ok) {
    const counts = this.seen[version];
    counts.answers += 1;
    if (!ok) counts.failed += 1;
    if (version === 'v1' || this.weight === 0 || ok) return;
    const { v1, v2 } = this.seen;
    if (v2.answers < LEAST) return;
    const old = v1.answers === 0 ? 0 : v1.failed / v1.answers;
    const rate = v2.failed / v2.answers;
    if (rate < RATE || rate < TIMES * old) return;
    this.weight = 0;
    this.returned = `${v2.failed} of ${v2.answers} failed, with v1 ${v1.failed} of ${v1.answers}`;
  }
}
