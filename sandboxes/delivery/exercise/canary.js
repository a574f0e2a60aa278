// Broken on purpose: a user has now this version and now that one, and the new one stays.

/** Who gets the new version, and whether it stays. */
export class Canary {
  #turn = 0;

  constructor(release) {
    this.release = release;
    this.weight = 10; // percent of the users
  }

  /** @returns the version that the user gets: `v1`, or `v2` for a tenth of the users */
  pick(user) {
    this.#turn += 1;
    return this.#turn % 11 === 0 ? 'v2' : 'v1'; // not more than a tenth of the requests
  }

  /** Called for each answer. @param ok whether it was no failure of the server */
  record(version, ok) {}
}
