/** The browser's `crypto`, taken before the program's global becomes Node's, which calls this file. */
const source = globalThis.crypto;

/** How many bytes getRandomValues gives at a time, at most. */
const QUOTA = 65536;

/** Fills the array with random bytes. */
export function fillRandom(bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; from += QUOTA)
    source.getRandomValues(bytes.subarray(from, from + QUOTA) as Uint8Array<ArrayBuffer>);
}
