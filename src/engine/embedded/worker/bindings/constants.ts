/** `internalBinding('constants')` (src/node_constants.cc): numbers of the system and of libraries. */
import type { Facts } from '../facts.ts';

interface NestedNumbers {
  readonly [name: string]: number | string | null | NestedNumbers;
}

/**
 * Makes each group of constants when it is first asked for, as C++ defines them (NODE_DEFINE_CONSTANT in src/node.h).
 */
export function createConstantsBinding(facts: Facts): object {
  const groups = facts.bindings['constants'] as Readonly<Record<string, NestedNumbers>>;
  const constants = {};
  for (const [name, values] of Object.entries(groups)) {
    let made: object | undefined;
    Object.defineProperty(constants, name, { enumerable: true, get: () => (made ??= readOnly(values)) });
  }
  return constants;
}

function readOnly(values: NestedNumbers): object {
  const group = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'object' && value !== null) group[name] = readOnly(value);
    // One of zlib's constants is infinite, which JSON turns into null.
    else Object.defineProperty(group, name, { value: value ?? Infinity, enumerable: true });
  }
  return group;
}
