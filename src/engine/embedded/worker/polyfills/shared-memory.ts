/**
 * `SharedArrayBuffer` where the page is not cross-origin isolated. Browsers hide the constructor there, not the class
 * (https://html.spec.whatwg.org/multipage/webappapis.html#cross-origin-isolated): shared memory of WebAssembly is
 * still of it. What it makes is memory of one thread: sending it to another is refused.
 */

let known: SharedArrayBufferConstructor | undefined = globalThis.SharedArrayBuffer;

/** The class; undefined while nobody has looked at it. */
export const knownSharedArrayBuffer = (): SharedArrayBufferConstructor | undefined => known;

/** Made when a program first looks: packages read the class while they load, to compare with. */
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
