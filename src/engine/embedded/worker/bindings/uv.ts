/** `internalBinding('uv')` (src/uv.cc): libuv's errors, their numbers and texts. */
import type { Facts } from '../facts.ts';

export function createUvBinding({ bindings, errorMap }: Facts): object {
  const entryOf = (errno: number) => errorMap.find(([number]) => number === errno);
  return {
    ...bindings['uv'],
    errname: (errno: number) => entryOf(errno)?.[1] ?? `Unknown system error ${errno}`,
    getErrorMap: () => new Map(errorMap.map(([number, code, message]) => [number, [code, message]])),
    getErrorMessage: (errno: number) => entryOf(errno)?.[2] ?? `Unknown system error ${errno}`,
  };
}
