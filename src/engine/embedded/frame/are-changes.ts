/** Whether what a process calls its changed files are such: others take them over, and must not stumble over them. */
import type { FileChanges } from '../protocol/files.ts';

/** As much as a process may keep in its files (worker/vfs/tree.ts), in bytes. */
const CAPACITY = 512 * 1024 * 1024;

type Check = (value: unknown) => boolean;

const isString: Check = (value) => typeof value === 'string';
const areBytes: Check = (value) => value instanceof Uint8Array;
const isSize: Check = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= CAPACITY;
const isBoolean: Check = (value) => typeof value === 'boolean';
const isName: Check = (value) =>
  isString(value) && !['', '.', '..'].includes(String(value)) && !/[/\0]/.test(String(value));
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const or =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const is =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const tuple =
  (...checks: readonly Check[]): Check =>
  (value) =>
    Array.isArray(value) && checks.every((check, index) => check(value[index]));
const record =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(checks).every(([key, check]) => check((value as Record<string, unknown>)[key]));

const attributes = list(Number.isFinite);
const check = record({
  nodes: list(
    record({
      id: isString,
      also: maybe(list(isString)),
      kind: is('file', 'directory', 'link'),
      attributes,
      target: maybe(isString),
      contents: maybe(areBytes),
      base: maybe(isString),
      appended: maybe(isBoolean),
    }),
  ),
  entries: list(tuple(isString, isName, or(isString, is(null)), maybe(isBoolean))),
  contents: list(
    record({
      id: isString,
      attributes,
      cut: maybe(isSize),
      size: maybe(isSize),
      writes: list(tuple(isSize, areBytes)),
      appended: maybe(areBytes),
    }),
  ),
});

export const areChanges = (value: unknown): value is FileChanges => check(value);
