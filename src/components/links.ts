/** Addresses inside the book, whatever path it is served under. */

/** The path the site is served under, ending with `/`. */
export const base: string = import.meta.env.BASE_URL.replace(/\/?$/, '/');

/**
 * @param path an address inside the book, starting with `/`, such as `/rate-limiting/#exercise`
 * @returns the same with the path the site is served under in front
 */
export function href(path: string): string {
  return base + path.replace(/^\//, '');
}
