/** A stack frame as V8 gives it, and as it reads. */

/** The part of V8's CallSite that is used here. */
export interface CallSite {
  getFileName(): string | null | undefined;
  getScriptNameOrSourceURL(): string | null | undefined;
  getEvalOrigin(): string | undefined;
  getLineNumber(): number | null;
  getFunctionName(): string | null;
  getTypeName(): string | null;
  isAsync(): boolean;
  isConstructor(): boolean;
  toString(): string;
}

/** The parts of a stack frame's text: `name (place:line:column)` or `place:line:column`. */
export const PARTS = /^(?:(?<name>.*?) \()?(?<place>(?:\/|file:|node:|data:)[^()]*?):(?<line>\d+):(?<column>\d+)\)?$/;
