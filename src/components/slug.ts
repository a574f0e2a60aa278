/** The fragment of an address, as pages and the catalogue make it alike. */
export { slugOf } from '../sandbox/slug.ts';
