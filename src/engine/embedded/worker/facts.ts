/** The facts about the pinned Node that the build collected (`src/build/engine/node-facts.ts`). */
export interface Facts {
  readonly version: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Ids of the builtins outside of the chunk `core`. */
  readonly builtinIds: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly errorMap: readonly (readonly [number, string, string])[];
  readonly symbols: readonly string[];
  readonly privateSymbols: readonly string[];
  readonly httpParser: Readonly<Record<string, number>>;
  /** Binding name to its data properties; symbols are given by description only. */
  readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A named number of a binding, such as `uv` / `UV_EOF`. */
export function constant(facts: Facts, binding: string, name: string): number {
  const value = facts.bindings[binding]?.[name];
  if (typeof value !== 'number') throw new Error(`Node ${facts.version} has no number ${binding}.${name}`);
  return value;
}

/** Reads the file that the build has written; it has the numbers of libuv's errors once, with their texts. */
export function readFacts(json: string): Facts {
  const facts = JSON.parse(json) as Facts;
  const uv = Object.fromEntries(facts.errorMap.map(([errno, code]) => [`UV_${code}`, errno]));
  return { ...facts, bindings: { ...facts.bindings, uv } };
}
