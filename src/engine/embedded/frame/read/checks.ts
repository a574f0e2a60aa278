/** Checks of values that come from a worker, which can be anything a program can send. (Clones have no getters.) */

export type Check = (value: unknown) => boolean;

/** A check for each field of a message, or of a part of one. */
export type Fields<Type> = { readonly [Key in Exclude<keyof Type, 'type'>]-?: Check };

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isOf =
  (type: string): Check =>
  (value) =>
    typeof value === type;
export const isString = isOf('string');
export const isBoolean = isOf('boolean');
/** Whether the value is a number; Infinity is one, NaN is none. */
export const isNumber: Check = (value) => typeof value === 'number' && value === value;
export const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
export const isBuffer: Check = (value) => value instanceof ArrayBuffer;
export const isBytes: Check = (value) => value instanceof Uint8Array;
export const isAnything: Check = () => true;

export const one =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
export const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
/** A check of a field that may be left out. */
export const maybe = (check: Check): Check => either(one(undefined), check);
export const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

export function record(fields: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(fields);
  return (value) => isObject(value) && checks.every(([key, check]) => check(value[key]));
}

/**
 * Reads messages of the given types.
 * @returns a function from what a worker has sent to the message that it is, or to undefined when it is none of them
 */
export function reader<Message extends { readonly type: string }>(types: {
  readonly [Type in Message['type']]: Fields<Extract<Message, { readonly type: Type }>>;
}): (data: unknown) => Message | undefined {
  const checks = new Map<unknown, Check>(
    Object.entries<Readonly<Record<string, Check>>>(types).map(([type, fields]) => [type, record(fields)]),
  );
  return (data) => (isObject(data) && checks.get(data['type'])?.(data) ? (data as unknown as Message) : undefined);
}
