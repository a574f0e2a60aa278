/** The browser's, taken before the program's global `crypto` becomes Node's, which ends up here. */
const source = globalThis.crypto;

/** What getRandomValues gives at a time. */
const QUOTA = 65536;

/** Fills the bytes at random. */
export function fillRandom(bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; from += QUOTA)
    source.getRandomValues(bytes.subarray(from, from + QUOTA) as Uint8Array<ArrayBuffer>);
}
