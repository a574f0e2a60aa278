/**
 * The id of something that belongs to a sandbox: `rate-limiting/boundary`, `panel`, `src/a b.js` give
 * `rate-limiting--boundary-panel-src--a_20b.js`. Two hyphens cannot come from a name, and no blank would
 * do in a list of ids (`aria-controls`).
 */
export function elementId(...parts: readonly string[]): string {
  return parts
    .map((part) => part.replaceAll('/', '--').replaceAll(/[^\w.-]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}`))
    .join('-');
}
