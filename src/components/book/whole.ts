/** Code in a sentence of at most so many characters fits every line, a phone's included. */
const LONGEST = 24;

/**
 * Short code that could be broken at a space or a hyphen stays whole: `app-1` and `npm ci` are one thing to read.
 *
 * @param text what is shown
 * @returns the class of the element, if it needs one
 */
export function codeClass(text: string): 'whole' | undefined {
  return text.length <= LONGEST && /\S[\s-]+\S/.test(text) && !text.includes('\n') ? 'whole' : undefined;
}
