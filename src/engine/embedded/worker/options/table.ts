/** The options of the pinned Node and of its V8, as the build has read them (`src/build/engine/option-table.ts`). */

/** OptionType of src/node_options.h. */
export const TYPES = {
  kNoOp: 0,
  kV8Option: 1,
  kBoolean: 2,
  kInteger: 3,
  kUInteger: 4,
  kString: 5,
  kHostPort: 6,
  kStringList: 7,
} as const;

export interface OptionTable {
  /** All options, in the order of Node's own table. */
  readonly options: readonly (readonly [name: string, type: number, refusedInEnvironment: 0 | 1])[];
  /** Names of options that a thread cannot have for itself. */
  readonly ofProcess: readonly string[];
  /** Each alias: a name, and the words that it stands for. */
  readonly aliases: readonly (readonly string[])[];
  /** A type of V8's (`bool`, `int`, `string`, …) to the names of its flags, divided by spaces. */
  readonly v8: Readonly<Record<string, string>>;
}
