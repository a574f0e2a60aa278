/** Adds Node's `code` to an error, as C++ does: an own property, nothing in the message. */
export function coded<T extends Error>(error: T, code: string): T {
  return Object.assign(error, { code });
}

/**
 * An error as Node makes it from OpenSSL's queue; `library` and `reason` are OpenSSL's texts.
 * @param number the packed error in hex
 * @param code ERR_OSSL_…; left out where Node has none
 * @param queued whether OpenSSL has put the error on its queue twice: Node then shows the rest of the queue
 */
export function opensslError(number: string, library: string, reason: string, code?: string, queued = false): Error {
  const error = new Error(`error:${number}:${library}::${reason}`);
  if (queued) Object.assign(error, { opensslErrorStack: [error.message] });
  Object.assign(error, { library, reason });
  return code === undefined ? error : coded(error, code);
}

export const invalidDigest = (name: unknown): TypeError =>
  coded(new TypeError(`Invalid digest: ${String(name)}`), 'ERR_CRYPTO_INVALID_DIGEST');

export const invalidThis = (expected: string): TypeError =>
  coded(new TypeError(`Value of "this" must be of type ${expected}`), 'ERR_INVALID_THIS');

/** The error for a feature that the embedded engine does not have; thrown where it is used, never at load. */
export function unavailable(feature: string, instead: string): Error {
  return coded(
    new Error(`${feature} is not available in the embedded engine: ${instead}`),
    'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
  );
}
