/** The one clock of several processes of real Node, each of which has loaded clock.cjs. */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How many times in a row all processes must answer that nothing has come over a wire before time goes on. A process
 * answers two turns of its loop after it was asked, and has then read all that had come; what it wrote, which the kernel
 * hands over at once, is read in the next round, and then is a round that counts from the beginning. Two rounds are
 * enough for that, the third is for a kernel that is late.
 */
const ROUNDS = 3;
/** Real milliseconds between two such rounds: turns of this process, in which it reads what is on its way between them. */
const PAUSE = 2;

/** The state of a process, as it answers. */
interface State {
  /** When its next timer is due, milliseconds since 1970; null without one. */
  readonly next: number | null;
  /** Whether the process is at work on something that takes real time. */
  readonly busy: boolean;
  /** How many times data has come over a socket of the process. */
  readonly traffic: number;
}
const GONE: State = { next: null, busy: false, traffic: 0 };

/** The messages on wires between the processes. */
export interface Traffic {
  /** A count of everything that comes in; while it rises, processes are still at work. */
  readonly activity: number;
  /** When the next message arrives, milliseconds since 1970; null when none is on its way. */
  readonly next: number | null;
  /** Delivers messages that are due. */
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

  /** The time on the clock, in milliseconds since 1970. */
  get now(): number {
    return this.#now;
  }

  /** Moves the clock forward, from one timer or message that is due to the next, in all processes. */
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
   * Lets time pass, from one timer or message that is due to the next, until `done`.
   * @param longest the most milliseconds that may pass
   * @returns whether it is done; if not, nothing is due any more, or not within `longest`
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
    // A process that gets another's message must know the time by then: so processes with nothing due are told first,
    // since they have nothing to send.
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
