/**
 * `SharedArrayBuffer` where the page is not cross-origin isolated. Browsers hide the constructor there, not the class
 * (https://html.spec.whatwg.org/multipage/webappapis.html#cross-origin-isolated): shared memory of WebAssembly is still
 * an instance of it. Memory that it makes belongs to one thread: sending it to another is refused.
 */

let known: SharedArrayBufferConstructor | undefined = globalThis.SharedArrayBuffer;

/** The class SharedArrayBuffer; undefined while no program has looked at it. */
export const knownSharedArrayBuffer = (): SharedArrayBufferConstructor | undefined => known;

/** Puts the global in place. The class is made when a program first reads it, as packages do while they load. */
export function installSharedArrayBuffer(): void {
  if (known) return;
  const set = (value: unknown) =>
    Object.defineProperty(globalThis, 'SharedArrayBuffer', {
      value,
      writable: true,
      configurable: true,
      enumerable: false,
    });
  Object.defineProperty(globalThis, 'SharedArrayBuffer', {
    get: (): unknown => {
      known = new WebAssembly.Memory({ shared: true, initial: 0, maximum: 0 }).buffer
        .constructor as SharedArrayBufferConstructor;
      set(known);
      return known;
    },
    set,
    configurable: true,
    enumerable: false,
  });
}
