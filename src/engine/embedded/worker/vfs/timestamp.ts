/** A point in time as struct timespec has it: whole seconds since 1970, and nanoseconds in 0…999,999,999. */
export interface Timestamp {
  readonly seconds: number;
  readonly nanoseconds: number;
}

/** @param milliseconds since 1970, as `Date.now()` gives; fractions are kept. */
export function timestampFromMilliseconds(milliseconds: number): Timestamp {
  const seconds = Math.floor(milliseconds / 1000);
  const nanoseconds = Math.round((milliseconds - seconds * 1000) * 1e6);
  return nanoseconds < 1e9 ? { seconds, nanoseconds } : { seconds: seconds + 1, nanoseconds: 0 };
}

/** @param time seconds since 1970, as utimes() gets them; converted as libuv's uv__fs_to_timespec does. */
export function timestampFromSeconds(time: number): Timestamp {
  let seconds = Math.trunc(time);
  let nanoseconds = Math.trunc((time - seconds) * 1e9);
  if (nanoseconds < 0) {
    nanoseconds += 1e9;
    seconds -= 1;
  }
  return { seconds, nanoseconds };
}
