/**
 * References to values of earlier answers that a later request needs: `{{login.response.body.token}}`,
 * `{{login.response.headers.location}}`, as the REST Client names them, and httpyac's shorter `{{login.token}}` for a
 * value of a JSON body. A number keeps the digits with which it came.
 */

import { nameOf } from './reference-name.ts';

/** The answer to a request that has a name. */
export interface EarlierAnswer {
  readonly headers: readonly (readonly [string, string])[];
  /** The body as text. */
  readonly body: string;
}

export type ReferenceResult =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

/** A number with the digits with which it came. */
class Digits {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  toJSON(): number {
    return Number(this.source);
  }
}

/** Matches a step of a reference: a name between dots, or within brackets with or without quotes. */
const STEP = /\.?([^.[\]'"]+)|\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\]/y;

/**
 * @param reference the whole reference, without braces
 * @param answer the newest answer to the request of that name
 */
export function resolveReference(reference: string, answer: EarlierAnswer): ReferenceResult {
  const name = nameOf(reference);
  const steps = stepsOf(reference.slice(name.length));
  const fail = (message: string): ReferenceResult => ({ ok: false, message: `{{${reference}}}: ${message}` });
  if (steps === null) return fail(`this is not a path; write one such as {{${name}.response.body.items[0].id}}.`);
  if (steps[0] !== 'response') return valueOf(steps, answer, fail);
  const [, part, ...rest] = steps;
  switch (part) {
    case 'headers':
      return headerOf(rest, answer, fail);
    case 'body':
      if (rest.length === 1 && rest[0] === '*') return { ok: true, value: answer.body };
      return valueOf(rest[0] === '$' ? rest.slice(1) : rest, answer, fail);
    default:
      return fail(
        `an answer has “body” and “headers”; write {{${name}.response.body.…}} or {{${name}.response.headers.…}}.`,
      );
  }
}

type Fail = (message: string) => ReferenceResult;

function headerOf([header, ...more]: readonly string[], { headers }: EarlierAnswer, fail: Fail): ReferenceResult {
  if (header === undefined || more.length > 0) return fail('name one header, such as “response.headers.location”.');
  const found = headers.find(([key]) => key.toLowerCase() === header.toLowerCase());
  if (found !== undefined) return { ok: true, value: found[1] };
  return fail(`that answer has no header “${header}”; it has ${listOf(headers.map(([key]) => key))}.`);
}

function valueOf(steps: readonly string[], { body }: EarlierAnswer, fail: Fail): ReferenceResult {
  if (steps.length === 0) return { ok: true, value: body };
  let value: unknown;
  try {
    value = parseWithDigits(body);
  } catch {
    return fail('the body of that answer is not JSON, so it has no parts; {{….response.body.*}} is all of it.');
  }
  for (const [index, step] of steps.entries()) {
    const inside = index === 0 ? 'the body' : `“${steps.slice(0, index).join('.')}”`;
    if (typeof value !== 'object' || value === null || value instanceof Digits)
      return fail(
        `${inside} is ${value === null ? 'null' : `a ${value instanceof Digits ? 'number' : typeof value}`}, which has no parts.`,
      );
    const object = value as Readonly<Record<string, unknown>>;
    if (!Object.hasOwn(object, step))
      return fail(
        Array.isArray(value)
          ? `${inside} is a list of ${value.length}; count from 0.`
          : `${inside} has no “${step}”; it has ${listOf(Object.keys(object))}.`,
      );
    value = object[step];
  }
  if (value instanceof Digits) return { ok: true, value: value.source };
  return { ok: true, value: typeof value === 'string' ? value : JSON.stringify(value) };
}

/** A reviver as `JSON.parse` calls it; of a number it is told the digits in the text. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

function parseWithDigits(json: string): unknown {
  const revive: Reviver = (_, value, context) =>
    typeof value === 'number' ? new Digits(context?.source ?? String(value)) : value;
  return JSON.parse(json, revive);
}

function stepsOf(path: string): string[] | null {
  const steps: string[] = [];
  for (let at = 0; at < path.length;) {
    STEP.lastIndex = at;
    const found = STEP.exec(path);
    if (found === null) return null;
    steps.push(found[1] ?? found[2] ?? found[3] ?? found[4]!);
    at = STEP.lastIndex;
  }
  return steps;
}

function listOf(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  return names.length > 12 ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more` : names.join(', ');
}
