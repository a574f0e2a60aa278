/** Ports of the virtual network: who listens on which. */

interface Listening {
  /** The tasks that accept connections, in turn. */
  accepting: number[];
  /** The tasks that have the listening socket: the first one, and those it was passed to. */
  readonly owners: Set<number>;
}

export class Ports {
  readonly #listening = new Map<number, Listening>();

  get all(): number[] {
    return [...this.#listening.keys()];
  }

  /**
   * @param accepts false when the task only takes the port to pass it to others
   * @returns whether the port is new, is shared with others, belongs to another task, or is none
   */
  listen(task: number, port: number, accepts: boolean): 'new' | 'shared' | 'in-use' | 'invalid' {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return 'invalid';
    const there = this.#listening.get(port);
    if (!there) {
      this.#listening.set(port, { accepting: accepts ? [task] : [], owners: new Set([task]) });
      return 'new';
    }
    if (!there.owners.has(task)) return 'in-use';
    if (accepts && !there.accepting.includes(task)) there.accepting.push(task);
    return 'shared';
  }

  /** @returns whether nobody listens on the port any more */
  unlisten(task: number, port: number): boolean {
    const there = this.#listening.get(port);
    if (!there?.owners.delete(task)) return false;
    there.accepting = there.accepting.filter((each) => each !== task);
    return there.owners.size === 0 && this.#listening.delete(port);
  }

  /** The task that is to accept the next connection; those that share the port take turns. */
  next(port: number): number | undefined {
    const accepting = this.#listening.get(port)?.accepting;
    const task = accepting?.shift();
    if (task !== undefined) accepting?.push(task);
    return task;
  }

  accepts(task: number, port: number): boolean {
    return this.#listening.get(port)?.accepting.includes(task) ?? false;
  }

  /** The listening socket goes to another task. @returns false when it was not the first one's to pass */
  pass(from: number, to: number, port: number): boolean {
    const owners = this.#listening.get(port)?.owners;
    if (!owners?.has(from)) return false;
    owners.add(to);
    return true;
  }
}
