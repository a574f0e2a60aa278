import { invalidArgumentType, invalidUrlScheme, outOfRange } from './errors.ts';

/** V8's IsObject: functions are objects. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** V8's IsInt32. */
export function isInt32(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value && !Object.is(value, -0);
}

/** The `options` of a call that has some; fails with Node's error when they are no object. */
export function requireObject(value: unknown): Record<string, unknown> {
  if (!isObject(value)) throw invalidArgumentType('The "options" argument must be an object.');
  return value;
}

export function requireString(value: unknown, name: string): string {
  if (typeof value !== 'string') throw invalidArgumentType(`The "${name}" argument must be a string.`);
  return value;
}

export function requireBoolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw invalidArgumentType(`The "${name}" argument must be a boolean.`);
  return value;
}

/** A boolean option, or undefined when it is not given. */
export function booleanOption(options: Record<string, unknown>, name: string): boolean | undefined {
  const value = options[name];
  return value === undefined ? undefined : requireBoolean(value, `options.${name}`);
}

export function integerOption(options: Record<string, unknown>, name: string): number | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  if (!isInt32(value)) throw invalidArgumentType(`The "options.${name}" argument must be an integer.`);
  return value;
}

export function stringOption(options: Record<string, unknown>, name: string): string | undefined {
  const value = options[name];
  return value === undefined ? undefined : requireString(value, `options.${name}`);
}

export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

export function requireFunction(value: unknown, name: string): AnyFunction {
  if (typeof value !== 'function') throw invalidArgumentType(`The "${name}" argument must be a function.`);
  return value as AnyFunction;
}

export function functionOption(options: Record<string, unknown>, name: string): AnyFunction | undefined {
  const value = options[name];
  return value === undefined ? undefined : requireFunction(value, `options.${name}`);
}

/** sqlite3_limit's numbers under Node's names, in Node's order. */
export const limitNumbers: Readonly<Record<string, number>> = {
  length: 0,
  sqlLength: 1,
  column: 2,
  exprDepth: 3,
  compoundSelect: 4,
  vdbeOp: 5,
  functionArg: 6,
  attach: 7,
  likePatternLength: 8,
  variableNumber: 9,
  triggerDepth: 10,
};

/** How results are read and parameters bound; a StatementSync can change its own. */
export interface StatementSettings {
  readBigInts: boolean;
  returnArrays: boolean;
  bareNames: boolean;
  unknownNames: boolean;
}

/** How a database is opened: the options of the constructor, with their defaults. */
export interface OpenConfiguration extends StatementSettings {
  path: string;
  readOnly: boolean;
  foreignKeys: boolean;
  doubleQuotedStrings: boolean;
  allowExtension: boolean;
  timeout: number;
  defensive: boolean;
  /** Limits by sqlite3_limit's numbers. */
  limits: Map<number, number>;
}

/** The constructor's options; the order of the checks is Node's. @returns also whether to open at once. */
export function readConfiguration(
  path: string,
  options: Record<string, unknown>,
): OpenConfiguration & { open: boolean } {
  return {
    path,
    open: booleanOption(options, 'open') ?? true,
    readOnly: booleanOption(options, 'readOnly') ?? false,
    foreignKeys: booleanOption(options, 'enableForeignKeyConstraints') ?? true,
    doubleQuotedStrings: booleanOption(options, 'enableDoubleQuotedStringLiterals') ?? false,
    allowExtension: booleanOption(options, 'allowExtension') ?? false,
    timeout: integerOption(options, 'timeout') ?? 0,
    readBigInts: booleanOption(options, 'readBigInts') ?? false,
    returnArrays: booleanOption(options, 'returnArrays') ?? false,
    bareNames: booleanOption(options, 'allowBareNamedParameters') ?? true,
    unknownNames: booleanOption(options, 'allowUnknownNamedParameters') ?? false,
    defensive: booleanOption(options, 'defensive') ?? true,
    limits: readLimits(options['limits']),
  };
}

function readLimits(limits: unknown): Map<number, number> {
  const result = new Map<number, number>();
  if (limits === undefined) return result;
  if (!isObject(limits)) throw invalidArgumentType('The "options.limits" argument must be an object.');
  for (const [name, number] of Object.entries(limitNumbers)) {
    const value = limits[name];
    if (value === undefined) continue;
    if (!isInt32(value)) throw invalidArgumentType(`The "options.limits.${name}" argument must be an integer.`);
    if (value < 0) throw outOfRange(`The "options.limits.${name}" argument must be non-negative.`);
    result.set(number, value);
  }
  return result;
}

const decoder = new TextDecoder();

/** A path as string, bytes or file URL; SQLite itself reads `file:` URLs. */
export function requirePath(value: unknown): string {
  if (typeof value === 'string') {
    if (!value.includes('\0')) return value;
  } else if (value instanceof Uint8Array) {
    if (!value.includes(0)) return decoder.decode(value);
  } else if (isObject(value)) {
    const { href } = value;
    if (typeof href === 'string' && !href.includes('\0')) {
      if (!href.startsWith('file:')) throw invalidUrlScheme();
      return href;
    }
  }
  throw invalidArgumentType('The "path" argument must be a string, Uint8Array, or URL without null bytes.');
}
