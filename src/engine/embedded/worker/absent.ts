/**
 * A class in place of one that no browser can give: requiring its module works, making an object says what is
 * missing.
 *
 * @param what is missing, as the beginning of a sentence
 * @param instead a sentence that says what works
 */
export function absent(what: string, instead: string): new () => object {
  return class {
    constructor() {
      throw Object.assign(new Error(`${what} is not available in the browser. ${instead}`), {
        code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
      });
    }
  };
}
