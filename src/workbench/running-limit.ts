/**
 * How many sandboxes of a page run at once. Each is a computer of its own; who reads on has many of them in memory.
 * When one more starts, the one that has been out of sight longest is stopped, and says so in its bar.
 */
import { watch } from './stores/signal.ts';
import type { RunStore } from './stores/run.ts';

/** So many run at once; more only while all of them are in sight. */
export const AT_ONCE = 3;

export const ENDED = `stopped: ${AT_ONCE} sandboxes run at once, and this one was out of sight longest`;

export class RunningLimit {
  readonly #runs = new Map<RunStore, Element>();
  /** Counts up with all that comes into sight, leaves it or starts. */
  #now = 0;
  readonly #seen = new Map<Element, { inSight: boolean; since: number }>();
  readonly #observer =
    typeof IntersectionObserver === 'undefined'
      ? null
      : new IntersectionObserver((entries) => {
          for (const { target, isIntersecting } of entries) this.#note(target, isIntersecting);
        });

  /** From now on a sandbox counts while it runs. */
  add(element: Element, run: RunStore): void {
    this.#runs.set(run, element);
    this.#note(element, true);
    this.#observer?.observe(element);
    watch(
      () => run.active,
      (active) => {
        if (active) this.#makeRoom(run, element);
      },
    );
  }

  /** For the observer, and for tests without one. */
  note(element: Element, inSight: boolean): void {
    this.#note(element, inSight);
  }

  #note(element: Element, inSight: boolean): void {
    this.#now += 1;
    this.#seen.set(element, { inSight, since: this.#now });
  }

  #makeRoom(started: RunStore, element: Element): void {
    this.#now += 1;
    // A request can start one that is out of sight: it is the newest of these.
    const seen = this.#seen.get(element);
    if (seen !== undefined) seen.since = this.#now;
    const running = [...this.#runs].filter(([run]) => run.active);
    const since = (other: Element) => this.#seen.get(other)?.since ?? 0;
    const leaving = running
      .filter(([run, other]) => run !== started && this.#seen.get(other)?.inSight !== true)
      .sort(([, one], [, other]) => since(one) - since(other));
    for (const [run] of leaving.slice(0, Math.max(0, running.length - AT_ONCE))) run.stop(ENDED);
  }
}

export const runningLimit = new RunningLimit();
