/** Reads the changes that a process reports for its files: other processes apply them, and must not fail at them. */
import type { ContentChange, FileChanges, FileNode } from '../../protocol/files.ts';
import { either, isBoolean, isBytes, isString, list, maybe, one, record, type Check, type Fields } from './checks.ts';

/** Bytes that a process may keep in its files (worker/vfs/tree.ts). */
const CAPACITY = 512 * 1024 * 1024;

const isSize: Check = (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= CAPACITY;
const isName: Check = (value) =>
  isString(value) && !['', '.', '..'].includes(String(value)) && !/[/\0]/.test(String(value));
const tuple =
  (...checks: readonly Check[]): Check =>
  (value) =>
    Array.isArray(value) && checks.every((check, index) => check(value[index]));

const attributes = list(Number.isFinite);

export const isChanges = record({
  nodes: list(
    record({
      id: isString,
      also: maybe(list(isString)),
      kind: one('file', 'directory', 'link'),
      attributes,
      target: maybe(isString),
      contents: maybe(isBytes),
      base: maybe(isString),
      appended: maybe(isBoolean),
    } satisfies Fields<FileNode>),
  ),
  entries: list(tuple(isString, isName, either(isString, one(null)), maybe(isBoolean))),
  contents: list(
    record({
      id: isString,
      attributes,
      cut: maybe(isSize),
      size: maybe(isSize),
      writes: list(tuple(isSize, isBytes)),
      appended: maybe(isBytes),
    } satisfies Fields<ContentChange>),
  ),
} satisfies Fields<FileChanges>);
