/** The filters of the gallery, as the address has them: `?package=express&kind=exercise`. */

export const FILTERS = ['package', 'topic', 'kind'] as const;
export type FilterName = (typeof FILTERS)[number];

/** The wanted value of each filter; an empty one wants all. */
export type Wanted = Readonly<Record<FilterName, string>>;

/** The values that a sandbox has, each filter's separated by blanks. */
export type Offered = Readonly<Record<FilterName, string>>;

/**
 * @param search an address's query, with or without `?`
 * @param knows whether a filter has such a value; values that it does not have are ignored
 */
export function wantedBy(search: string, knows: (filter: FilterName, value: string) => boolean): Wanted {
  const query = new URLSearchParams(search);
  const of = (filter: FilterName) => {
    const value = query.get(filter) ?? '';
    return knows(filter, value) ? value : '';
  };
  return { package: of('package'), topic: of('topic'), kind: of('kind') };
}

/** @returns the query of an address that wants this, with `?`; empty when all is wanted */
export function queryOf(wanted: Wanted): string {
  const query = FILTERS.filter((filter) => wanted[filter] !== '')
    .map((filter) => `${filter}=${encodeURIComponent(wanted[filter]).replaceAll('%3A', ':')}`)
    .join('&');
  return query === '' ? '' : `?${query}`;
}

/** Whether a sandbox has all that is wanted. */
export function fits(offered: Offered, wanted: Wanted): boolean {
  return FILTERS.every((filter) => wanted[filter] === '' || offered[filter].split(' ').includes(wanted[filter]));
}
