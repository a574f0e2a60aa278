import { RedisError } from './resp.js';

export function integer(text) {
  const number = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new RedisError('ERR value is not an integer or out of range');
}

export function float(text, problem = 'ERR value is not a valid float') {
  const number = Number(String(text).replace(/inf$/i, 'Infinity'));
  if (String(text).trim() !== '' && !Number.isNaN(number)) return number;
  throw new RedisError(problem);
}

/** Start and stop of a range; -1 is the last. */
export function range(start, stop, size) {
  const place = (text) => {
    const number = integer(text);
    return number < 0 ? size + number : number;
  };
  return [Math.max(place(start), 0), Math.min(place(stop), size - 1)];
}
