/** Names that a worker's scope has and Node's does not, as far as they can be removed. */
const FOREIGN =
  /^on[a-z]|^webkit|Worker|^(?:IDB|WebGL|GPU|RTC|USB|Font|Trusted|Offscreen|Canvas|Image)|^(?:postMessage|importScripts|close|self|location|indexedDB|caches|XMLHttpRequest|FileReader|FileReaderSync|requestAnimationFrame|cancelAnimationFrame|createImageBitmap|fonts|isSecureContext|crossOriginIsolated|origin|name|addEventListener|removeEventListener|dispatchEvent|reportError|TEMPORARY|PERSISTENT|ErrorEvent|scheduler|Temporal|Observable|Notification|trustedTypes|when)$/;

/**
 * Removes names that Node does not have from the worker's scope. Isolation does not depend on this, but on the frame's
 * policy.
 */
export function hideBrowser(): void {
  for (
    let object: object | null = globalThis;
    object && object !== Object.prototype;
    object = Object.getPrototypeOf(object) as object | null
  ) {
    for (const name of Object.getOwnPropertyNames(object)) if (FOREIGN.test(name)) Reflect.deleteProperty(object, name);
  }
}
