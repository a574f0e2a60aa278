/**
 * What was searched, kept with the page in the browser's history: whoever goes back from a result finds the results
 * again, as on a page of results.
 */

export interface KeptSearch {
  readonly query: string;
  /** The kind that was chosen; `null` for all. */
  readonly kind: string | null;
  /** The place of the result that was opened. */
  readonly selected: number;
}

/** Keeps it with the page that is left. */
export function keepSearch(search: KeptSearch): void {
  history.replaceState({ ...(history.state as object | null), search }, '');
}

/** @returns what was kept with this page, once: a page that is loaded again is the page alone */
export function takeSearch(): KeptSearch | undefined {
  const { search, ...rest } = (history.state ?? {}) as { readonly search?: KeptSearch };
  if (search === undefined) return undefined;
  history.replaceState(rest, '');
  return search;
}
