/**
 * Runs source text under a name. WebKit ignores `sourceURL` in stack traces of evaluated code, so in WebKit the text
 * becomes a blob that is imported, synchronously as well (importScripts in a classic worker).
 */
import { catchesNeedMarks } from './install.ts';
import { nameSource } from './source-names.ts';

/** Where an imported script leaves its value. */
const SLOT = '__evaluated';

const NativeBlob = globalThis.Blob;
const createObjectURL = URL.createObjectURL.bind(URL);
const revokeObjectURL = URL.revokeObjectURL.bind(URL);
const importScripts = (globalThis as unknown as { importScripts?(url: string): void }).importScripts?.bind(globalThis);

/**
 * The value of the expression `source`.
 * @param name the name of the text in stack traces: a path or URL
 * @throws SyntaxError when the text does not parse
 */
export function evaluateExpression(source: string, name: string): unknown {
  // eslint-disable-next-line no-eval
  if (!catchesNeedMarks || !importScripts) return (0, eval)(`${source}\n//# sourceURL=${name}`);
  const url = createObjectURL(new NativeBlob([`globalThis.${SLOT}=${source}`], { type: 'text/javascript' }));
  nameSource(url, name);
  try {
    importScripts(url);
    return Reflect.get(globalThis, SLOT) as unknown;
  } finally {
    Reflect.deleteProperty(globalThis, SLOT);
    revokeObjectURL(url);
  }
}
