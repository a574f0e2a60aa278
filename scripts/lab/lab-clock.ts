/** The one clock of several processes of real Node, each of which has loaded clock.cjs. */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often every process must have had its turns without anything coming over a wire, before time goes on. */
const ROUNDS = 6;
/** Real milliseconds between two of them. */
const PAUSE = 3;

/** What a process says of itself. */
interface State {
  /** When its next timer is due, milliseconds since 1970; null without one. */
  readonly next: number | null;
  /** Whether something is under way in it that takes real time. */
  readonly busy: boolean;
  /** How often something has come over a socket. */
  readonly traffic: number;
}
const GONE: State = { next: null, busy: false, traffic: 0 };

/** What is under way between the processes. */
export interface Traffic {
  /** Counts what comes in; while it does, something is still happening. */
  readonly activity: number;
  /** When the next message arrives, milliseconds since 1970; null when none is on its way. */
  readonly next: number | null;
  /** Delivers what is due. */
  run(): void;
}

export class LabClock {
  readonly #children: () => Iterable<ChildProcess>;
  readonly #traffic: Traffic;
  /** When the next timer of each process is due, as it last said. */
  readonly #due = new WeakMap<ChildProcess, number | null>();
  #now: number;

  constructor(now: number, children: () => Iterable<ChildProcess>, traffic: Traffic) {
    this.#now = now;
    this.#children = children;
    this.#traffic = traffic;
  }

  /** Milliseconds since 1970. */
  get now(): number {
    return this.#now;
  }

  /** Moves forward, from one thing that is due to the next, whoever's it is. */
  async advance(milliseconds: number): Promise<void> {
    const target = this.#now + milliseconds;
    for (;;) {
      const next = await this.#settle();
      await this.#moveTo(Math.min(next, target));
      if (next > target) break;
    }
    await this.#settle();
  }

  /**
   * Lets time pass, from one thing that is due to the next, until `done`; if wanted, no more of it than `longest`
   * milliseconds. Resolves with whether it is done; what has not happened by then needs no more time, or too much.
   */
  async passUntil(done: () => boolean, longest = Number.POSITIVE_INFINITY): Promise<boolean> {
    const latest = this.#now + longest;
    for (;;) {
      const next = await this.#settle();
      if (done()) return true;
      if (next > latest || next === Number.POSITIVE_INFINITY) return false;
      await this.#moveTo(next);
    }
  }

  async #moveTo(time: number): Promise<void> {
    this.#now = Math.max(time, this.#now);
    // Who is reached by a message knows the time already: who has nothing due, and so nothing to send, hears of it first.
    const children = [...this.#children()];
    const due = (child: ChildProcess): boolean => (this.#due.get(child) ?? Number.POSITIVE_INFINITY) <= this.#now;
    await this.#askAll(children.filter((child) => !due(child)));
    await this.#askAll(children.filter(due));
    this.#traffic.run();
  }

  /** Gives every process the time, and turns to act on it. @returns when the next timer or message is due */
  async #settle(): Promise<number> {
    let next = Number.POSITIVE_INFINITY;
    let before = 0;
    for (let quiet = 0; quiet < ROUNDS; quiet += 1) {
      const { activity } = this.#traffic;
      await sleep(PAUSE);
      const states = await this.#askAll([...this.#children()]);
      const traffic = states.reduce((sum, state) => sum + state.traffic, 0);
      if (this.#traffic.activity !== activity || traffic !== before || states.some(({ busy }) => busy)) quiet = -1;
      before = traffic;
      next = Math.min(...[this.#traffic, ...states].map((each) => each.next ?? Number.POSITIVE_INFINITY));
    }
    return next;
  }

  #askAll(children: readonly ChildProcess[]): Promise<State[]> {
    return Promise.all(
      children.map(async (child) => {
        const state = await this.#ask(child);
        this.#due.set(child, state.next);
        return state;
      }),
    );
  }

  #ask(child: ChildProcess): Promise<State> {
    return new Promise((resolve) => {
      const done = (state: State): void => {
        child.off('message', receive).off('exit', gone);
        resolve(state);
      };
      const receive = (message: State & { readonly type?: string }): void => {
        if (message.type === 'clock') done(message);
      };
      const gone = (): void => done(GONE);
      child.on('message', receive).on('exit', gone);
      if (!child.connected) gone();
      else child.send({ type: 'clock', now: this.#now }, (error) => error && gone());
    });
  }
}
