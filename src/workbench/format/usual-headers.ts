/** Headers that every answer has, and few readers look for. */

const USUAL = /^(?:x-powered-by|date|connection|keep-alive|content-length|transfer-encoding|server)$/;

/** @returns whether an answer's header says nothing of the example: Express makes weak tags by itself */
export function isUsualHeader([name, value]: readonly [name: string, value: string]): boolean {
  const key = name.toLowerCase();
  return USUAL.test(key) || (key === 'etag' && value.startsWith('W/'));
}
