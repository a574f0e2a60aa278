/** What the reader says, and how it is marked. */
export interface Saying {
  /** What they say now; `null` before they have said anything. */
  readonly said: string | null;
  /** Puts in what they have said before. @returns whether it can still be said */
  restore(said: string): boolean;
  /** Marks right and wrong and says why. @returns the verdict in a sentence */
  mark(): string;
  /** Takes the marks away. */
  ask(): void;
}
