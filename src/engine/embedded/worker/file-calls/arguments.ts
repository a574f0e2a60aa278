/** Checks that Node's C++ makes itself, with its messages (GetValidatedFd, GetValidFileMode in src/node_file.cc). */

const largestInt32 = 2 ** 31 - 1;

function coded<E extends Error>(error: E, code: string): E {
  return Object.assign(error, { code });
}

export function invalidType(message: string): TypeError {
  return coded(new TypeError(message), 'ERR_INVALID_ARG_TYPE');
}

function outOfRange(message: string): RangeError {
  return coded(new RangeError(message), 'ERR_OUT_OF_RANGE');
}

/** "type string ('x')", "an instance of Foo", "null": C++'s description of a value of the wrong type. */
function received(value: unknown): string {
  if (value === undefined || value === null || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return 'function';
  if (typeof value === 'object') return `an instance of ${value.constructor?.name || 'Object'}`;
  const text = String(value);
  const shown = text.length > 28 ? `${text.slice(0, 25)}...` : text;
  return `type ${typeof value} (${typeof value === 'string' ? `'${shown}'` : shown})`;
}

/** @throws ERR_INVALID_ARG_TYPE or ERR_OUT_OF_RANGE when the first argument is no file descriptor. */
export function checkDescriptor([fd]: readonly unknown[]): void {
  if (typeof fd !== 'number') {
    throw invalidType(`The "fd" argument must be of type number. Received ${received(fd)}`);
  }
  if (Number.isFinite(fd) && (fd < 0 || fd > largestInt32)) {
    throw outOfRange(`The value of "fd" is out of range. It must be >= 0 && <= ${largestInt32}. Received ${fd}`);
  }
  if (!Number.isInteger(fd)) {
    throw outOfRange(`The value of "fd" is out of range. It must be an integer. Received ${fd}`);
  }
}

/**
 * The mode of access and copyFile, 0 when left out; fractions are cut off.
 * @throws when it is no number or not from 0 to 7.
 */
export function modeOf(mode: unknown): number {
  if (mode === undefined || mode === null) return 0;
  if (typeof mode !== 'number') throw invalidType('mode must be int32 or null/undefined');
  if (mode < 0 || mode > 7) throw outOfRange('mode is out of range: >= 0 && <= 7');
  return Math.trunc(mode);
}
