/** The filters of a list, as its page's address has them: `?package=express&kind=exercise`. */

/** A value for each filter, by its name. */
export type Values = Readonly<Record<string, string>>;

/**
 * @param names the names of the filters
 * @param search an address's query, with or without `?`
 * @param knows whether a filter has such a value; values that it does not have are ignored
 * @returns the wanted value of each filter; an empty one wants all
 */
export function wantedBy(
  names: readonly string[],
  search: string,
  knows: (filter: string, value: string) => boolean,
): Values {
  const query = new URLSearchParams(search);
  return Object.fromEntries(
    names.map((name) => {
      const value = query.get(name) ?? '';
      return [name, knows(name, value) ? value : ''];
    }),
  );
}

/** @returns the query of an address that wants this, with `?`; empty when all is wanted */
export function queryOf(wanted: Values): string {
  const query = Object.entries(wanted)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%3A', ':')}`)
    .join('&');
  return query === '' ? '' : `?${query}`;
}

/**
 * @param offered the values that an item has, each filter's separated by blanks
 * @returns whether it has all that is wanted
 */
export function fits(offered: Readonly<Record<string, string | undefined>>, wanted: Values): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => value === '' || (offered[name] ?? '').split(' ').includes(value),
  );
}
