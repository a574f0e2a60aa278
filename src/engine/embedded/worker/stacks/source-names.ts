/**
 * Under which name a source text is known. Modules, and in WebKit scripts too, are blobs whose URLs a
 * reader must not see; blobs that have no name here are the engine's own code.
 */
const names = new Map<string, string>();

export function nameSource(blob: string, file: string): void {
  names.set(blob, file);
}

/** The name to show for a script's URL; undefined when it belongs to the engine and is not shown. */
export function sourceName(url: string): string | undefined {
  return url.startsWith('blob:') ? names.get(url) : url;
}
