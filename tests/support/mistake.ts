/** A solution with a mistake that readers make. */
export interface Mistake {
  readonly what: string;
  readonly file: string;
  /** Text of the solution's file, and what stands in its place. */
  readonly replace: readonly [string, string];
  /** Names of the assertions that fail, and no others do. */
  readonly fails: readonly string[];
}
