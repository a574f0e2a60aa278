/** Whether anything may be kept in this browser. */

const VISITED = 'port3000-offline';
const WHOLE = 'port3000-whole-book';

/** Whether the book comes from the reader's own computer, which is there without any network. */
export const isOwnComputer = (): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

/** Whether the browser can keep pages: service workers and caches are for secure pages only. */
export const canKeep = (): boolean => isSecureContext && 'serviceWorker' in navigator && 'caches' in globalThis;

/** Whether pages are kept as they are read. */
export function keepsVisited(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return canKeep() && !isOwnComputer() && wantsVisited() && connection?.saveData !== true;
}

/** What the reader has said; yes, when nothing. */
export function wantsVisited(): boolean {
  try {
    return localStorage.getItem(VISITED) !== 'no';
  } catch {
    // Where nothing may be kept, nothing is.
    return false;
  }
}

export function wishVisited(wanted: boolean): void {
  try {
    if (wanted) localStorage.removeItem(VISITED);
    else localStorage.setItem(VISITED, 'no');
  } catch {
    // The browser gives this page no storage; nothing is kept then (`wantsVisited`).
  }
}

/** What of the whole book is on its way: `wanted`, or `stopped` by the reader; `undefined` when nothing is. */
export function wantsWholeBook(): 'wanted' | 'stopped' | undefined {
  try {
    const word = localStorage.getItem(WHOLE);
    return word === 'wanted' || word === 'stopped' ? word : undefined;
  } catch {
    return undefined;
  }
}

export function wishWholeBook(word: 'wanted' | 'stopped' | undefined): void {
  try {
    if (word === undefined) localStorage.removeItem(WHOLE);
    else localStorage.setItem(WHOLE, word);
  } catch {
    // It is fetched all the same, and does not go on by itself on the next page.
  }
}
