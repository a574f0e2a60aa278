/**
 * The names of source texts. Modules, and in WebKit scripts too, have URLs that a reader must not see; a text without a
 * name is the engine's own code.
 */
import { isModuleUrl } from '../modules/module-url.ts';

const names = new Map<string, string>();

export function nameSource(url: string, file: string): void {
  names.set(url, file);
}

/** The name to show for a script's URL; undefined when it belongs to the engine and is not shown. */
export function sourceName(url: string): string | undefined {
  return isModuleUrl(url) ? names.get(url) : url;
}
