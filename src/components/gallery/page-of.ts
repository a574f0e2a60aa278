/** Addresses of the gallery and of its pages, without the site's base. */

/** @returns the address of a sandbox's own page */
export const pageOf = (id: string): string => `/sandboxes/${id}/`;

/** @returns the address of the gallery with a filter */
export const filteredBy = (filter: 'package' | 'topic' | 'kind', value: string): string =>
  `/sandboxes/?${filter}=${encodeURIComponent(value).replaceAll('%3A', ':')}`;
