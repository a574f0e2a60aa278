/**
 * The call sites that V8 hands to a program's own `Error.prepareStackTrace`, with the names of files where
 * V8 has the blobs and the evaluated texts that the engine made of them.
 */
import { sourceName } from './source-names.ts';

type Prepare = (error: unknown, trace: readonly object[]) => unknown;

interface NativeSite {
  getScriptNameOrSourceURL(): string | null | undefined;
  getFileName(): string | null | undefined;
}

/** @param site one of V8's @returns the call site with names; undefined for code of the engine */
function named(site: NativeSite): object | undefined {
  const place = site.getScriptNameOrSourceURL() ?? null;
  if (place === null || site.getFileName() === place)
    return place === null || sourceName(place) !== undefined ? site : undefined;
  const own: Record<PropertyKey, () => unknown> = {
    getFileName: () => place,
    isEval: () => false,
    getEvalOrigin: () => undefined,
  };
  return new Proxy(site, {
    get(target, key) {
      if (Object.hasOwn(own, key)) return own[key];
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** Makes functions that a program sets get such call sites; the function of Node's library, set by now, does not. */
export function nameCallSites(): void {
  let current: unknown = (Error as unknown as { prepareStackTrace?: unknown }).prepareStackTrace;
  const known = new WeakSet<object>();
  if (typeof current === 'function') known.add(current);
  Object.defineProperty(Error, 'prepareStackTrace', {
    configurable: true,
    enumerable: false,
    get: () => current,
    set(next: unknown) {
      current = next;
      if (typeof next !== 'function' || known.has(next)) return;
      const prepareStackTrace: Prepare = (error, trace) =>
        (next as Prepare)(
          error,
          trace.map((site) => named(site as NativeSite)).filter((site) => site !== undefined),
        );
      known.add(prepareStackTrace);
      current = prepareStackTrace;
    },
  });
}
