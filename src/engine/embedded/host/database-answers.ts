/** Reads what a process says of its databases: a program shares its memory with what answers, and can say anything. */
import type { DatabaseAnswer } from '../protocol/databases.ts';

type Check = (value: unknown) => boolean;

const isString: Check = (value) => typeof value === 'string';
const isBoolean: Check = (value) => typeof value === 'boolean';
const isNumber: Check = (value) => typeof value === 'number';
const maybe =
  (check: Check, absent: undefined | null): Check =>
  (value) =>
    value === absent || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([key, check]) => check((value as Record<string, unknown>)[key]));

const isCell = record({ type: isString, text: isString, length: maybe(isNumber, undefined) });
const isResult = record({
  columns: list(isString),
  rows: list(list(isCell)),
  more: isBoolean,
  changes: isNumber,
  parameters: list(isString),
});
const ANSWERS: readonly Check[] = [
  record({
    databases: list(
      record({
        id: isString,
        path: maybe(isString, null),
        schema: isString,
        bytes: isNumber,
        open: isBoolean,
        transaction: isBoolean,
      }),
    ),
  }),
  record({ files: list(maybe((value) => value instanceof ArrayBuffer, null)) }),
  record({ id: isString }),
  record({ outcome: record({ results: list(isResult), error: maybe(isString, null), interrupted: isBoolean }) }),
  record({ problem: isString }),
];

/** @returns the answer, or that there is none that makes sense */
export function readAnswer(data: unknown): DatabaseAnswer {
  if (ANSWERS.some((check) => check(data))) return data as DatabaseAnswer;
  return { problem: 'The process has given an answer that makes no sense.' };
}
