/** What the loader knows of a module, and the graph that modules make. */
import type { Import } from './imports.ts';

export interface ModuleRecord {
  /** The module's URL, and its type when it was imported with one. */
  readonly key: string;
  readonly url: string;
  readonly format: string;
  readonly source: string;
  readonly imports: readonly Import[];
  /** Whether hooks have said where the module is or what it holds. */
  readonly custom: boolean;
  /** The value, if the module is a JSON file. */
  readonly value: unknown;
  readonly dependencies: ModuleRecord[];
  /** Whether the module is part of an import cycle or reaches one; undefined until its graph has been looked at. */
  cyclic: boolean | undefined;
  /** The URL by which the browser imports the module. */
  importUrl: string | undefined;
  namespace: Promise<object> | undefined;
  /** The namespace once the module has run. */
  evaluated: object | undefined;
}

/** The module and all that it imports, itself first. */
export function reachable(record: ModuleRecord, found = new Set<ModuleRecord>()): Set<ModuleRecord> {
  if (found.has(record)) return found;
  found.add(record);
  for (const dependency of record.dependencies) reachable(dependency, found);
  return found;
}

/** Marks every module of a graph that is part of an import cycle or reaches one (Tarjan's components). */
export function markCycles(entry: ModuleRecord): void {
  const index = new Map<ModuleRecord, number>();
  const low = new Map<ModuleRecord, number>();
  const stack: ModuleRecord[] = [];
  const visit = (record: ModuleRecord): void => {
    const own = index.size;
    index.set(record, own);
    let lowest = own;
    stack.push(record);
    for (const next of record.dependencies) {
      if (next.cyclic !== undefined) continue;
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) lowest = Math.min(lowest, low.get(next) ?? index.get(next) ?? own);
    }
    low.set(record, lowest);
    if (lowest !== own) return;
    const members = stack.splice(stack.indexOf(record));
    const cyclic =
      members.length > 1 ||
      members.some((member) => member.dependencies.some((next) => next === member || next.cyclic === true));
    for (const member of members) member.cyclic = cyclic;
  };
  visit(entry);
}
