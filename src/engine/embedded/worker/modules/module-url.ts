/**
 * URLs by which the browser imports a text as a module. A blob has to be told to the browser's main process and
 * asked back from it, two to three milliseconds for each module; a short text is in its URL.
 */

import { IN_URL } from '../../transform/in-url.ts';

/** Characters. A module's text has the URLs of those that it imports, so longer ones would grow without end. */
const SHORT = 4096;

// Taken before Node's library puts its own in their place.
const NativeBlob = globalThis.Blob;
const createObjectURL = URL.createObjectURL.bind(URL);

let importsFromUrl = false;

/** Finds out whether modules can be imported from such URLs: in this frame, Firefox lets no module import another so. */
export async function tryModuleUrls(): Promise<void> {
  importsFromUrl = await import(inUrl(`import ${JSON.stringify(inUrl('0'))}`)).then(
    () => true,
    () => false,
  );
}

/** @param text of a module, unlike those of all others: one URL is one module */
export function moduleUrl(text: string): string {
  return importsFromUrl && text.length <= SHORT && text.isWellFormed()
    ? inUrl(text)
    : createObjectURL(new NativeBlob([text], { type: 'text/javascript' }));
}

/** Brackets and quotes would be hard to tell from those around a URL in a stack. */
const inUrl = (text: string): string =>
  IN_URL + encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);

/** Whether a URL was made here, or is a blob's. */
export const isModuleUrl = (url: string): boolean => url.startsWith('blob:') || url.startsWith(IN_URL);
