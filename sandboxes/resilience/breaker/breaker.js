/** What a breaker throws in place of a call. */
export class NotCalled extends Error {
  /** @param seconds until a call may be made again */
  constructor(seconds) {
    super('the breaker is open');
    this.seconds = seconds;
  }
}

/** Stops calls to what only fails, and after a cooldown lets one call find out. */
export class Breaker {
  #failures = 0; // in a row, while closed
  #openUntil = null; // null while closed
  #probing = false;
  #period = 0; // from one change to the next

  /** @param isFailure which errors say that the upstream is ill */
  constructor({ threshold, cooldown, isFailure }) {
    Object.assign(this, { threshold, cooldown, isFailure });
  }

  get state() {
    if (this.#openUntil === null) return 'closed';
    return performance.now() < this.#openUntil ? 'open' : 'half-open';
  }

  async call(action) {
    const { state } = this;
    if (state === 'open' || this.#probing) throw new NotCalled(this.#secondsLeft());
    if (state === 'half-open') this.#probing = true;
    const period = this.#period;
    try {
      const answer = await action(); // has a time-out, so it ends
      this.#learn(period, true);
      return answer;
    } catch (error) {
      this.#learn(period, !this.isFailure(error));
      throw error;
    }
  }

  /** Counts an outcome, unless it is of a call from before the last change. */
  #learn(period, good) {
    if (period !== this.#period) return;
    this.#failures = good ? 0 : this.#failures + 1;
    if (good && this.#probing) this.#change(null);
    if (!good && (this.#probing || this.#failures >= this.threshold)) {
      this.#change(performance.now() + this.cooldown);
    }
  }

  #change(openUntil) {
    this.#openUntil = openUntil;
    this.#failures = 0;
    this.#probing = false;
    this.#period += 1;
  }

  #secondsLeft() {
    return Math.max(1, Math.ceil((this.#openUntil - performance.now()) / 1000));
  }
}
