/** What this process knows of the other processes of its session. */
export interface Pids {
  /** All processes, as the kernel last said; and the children of this one, which the kernel may not have known yet. */
  live: ReadonlySet<number>;
  readonly children: Set<number>;
  /** Process ids for children that are still to be started. */
  readonly reserved: number[];
  /** How many more processes the session may have. */
  room: number;
}
