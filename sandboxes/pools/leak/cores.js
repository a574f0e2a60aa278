const CORES = 4;

/** Processors that all running statements share evenly. */
export class Cores {
  #jobs = new Set();
  #at = 0;
  #timer;
  most = 0;

  get running() {
    return this.#jobs.size;
  }

  /** Resolves when `work` milliseconds of one core were spent on it. */
  run(work, signal) {
    return new Promise((resolve, reject) => {
      this.#settle();
      const job = { left: work, resolve };
      this.#jobs.add(job);
      this.most = Math.max(this.most, this.#jobs.size);
      this.#settle();
      signal?.addEventListener('abort', () => {
        if (!this.#jobs.has(job)) return;
        this.#settle();
        this.#jobs.delete(job);
        this.#settle();
        reject(signal.reason);
      });
    });
  }

  /** What was done since the last look; then sleeps until the next one is done. */
  #settle() {
    const share = Math.min(1, CORES / this.#jobs.size);
    const done = (Date.now() - this.#at) * share;
    this.#at = Date.now();
    for (const job of this.#jobs) {
      job.left -= done;
      if (job.left > 1e-6) continue;
      this.#jobs.delete(job);
      job.resolve();
    }
    clearTimeout(this.#timer);
    if (this.#jobs.size === 0) return;
    const least = Math.min(...[...this.#jobs].map(({ left }) => left));
    const next = Math.ceil(least / Math.min(1, CORES / this.#jobs.size) - 1e-6);
    this.#timer = setTimeout(() => this.#settle(), next);
  }
}
