// Broken on purpose: it opens, and after the cooldown everybody may call again.

/** What a breaker throws in place of a call. */
export class NotCalled extends Error {
  /** @param seconds until a call may be made again */
  constructor(seconds) {
    super('the breaker is open');
    this.seconds = seconds;
  }
}

/** Opens after so many failures in a row, for so many milliseconds. */
export class Breaker {
  #failures = 0;
  #openUntil = 0;

  /** @param isFailure which errors say that the upstream is ill */
  constructor({ threshold, cooldown, isFailure }) {
    Object.assign(this, { threshold, cooldown, isFailure });
  }

  async call(action) {
    const left = this.#openUntil - performance.now();
    if (left > 0) throw new NotCalled(Math.ceil(left / 1000));
    try {
      const answer = await action();
      this.#failures = 0;
      return answer;
    } catch (error) {
      if (this.isFailure(error)) this.#failures += 1;
      if (this.#failures >= this.threshold) {
        this.#failures = 0;
        this.#openUntil = performance.now() + this.cooldown;
      }
      throw error;
    }
  }
}
