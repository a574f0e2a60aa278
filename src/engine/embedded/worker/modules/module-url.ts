/**
 * URLs by which the browser imports a text as a module. A short text is in its URL. A long one is a blob, which has to
 * be told to the browser's main process and asked back from it: two to three milliseconds for each module.
 */

import { IN_URL } from '../../transform/in-url.ts';

/**
 * Characters of a text that may be in its URL: texts contain the URLs of imported modules, and would grow without end.
 */
const SHORT = 4096;

// Taken before Node's library puts its own in their place.
const NativeBlob = globalThis.Blob;
const createObjectURL = URL.createObjectURL.bind(URL);

let importsFromUrl = false;

/**
 * Finds out whether a module can import another by such a URL: in the frame of a session, Firefox does not allow it.
 */
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

/** The URL of a short text. Brackets and quotes are escaped, to tell them from those around a URL in a stack. */
const inUrl = (text: string): string =>
  IN_URL + encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);

/** Whether a URL was made here, or is a blob's. */
export const isModuleUrl = (url: string): boolean => url.startsWith('blob:') || url.startsWith(IN_URL);
