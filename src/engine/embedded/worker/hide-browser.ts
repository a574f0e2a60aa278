/**
 * Removes names that Node does not have from the worker's scope. Isolation does not depend on this, but on the frame's
 * policy.
 */
export function hideBrowser(): void {
  const foreign = [
    'postMessage',
    'importScripts',
    'close',
    'onmessage',
    'onmessageerror',
    'self',
    'location',
    'indexedDB',
    'caches',
    'XMLHttpRequest',
    'Worker',
    'WorkerGlobalScope',
    'DedicatedWorkerGlobalScope',
    'WorkerLocation',
    'WorkerNavigator',
    'FileReader',
    'FileReaderSync',
    'OffscreenCanvas',
    'requestAnimationFrame',
    'cancelAnimationFrame',
    'createImageBitmap',
    'fonts',
    'isSecureContext',
    'crossOriginIsolated',
    'origin',
    'name',
    'addEventListener',
    'removeEventListener',
    'dispatchEvent',
    'onerror',
    'onrejectionhandled',
    'onunhandledrejection',
    'reportError',
    'onlanguagechange',
    'ononline',
    'onoffline',
    'TEMPORARY',
    'PERSISTENT',
    'webkitRequestFileSystem',
    'webkitRequestFileSystemSync',
    'webkitResolveLocalFileSystemSyncURL',
    'webkitResolveLocalFileSystemURL',
    'onrtctransform',
    'ErrorEvent',
    'scheduler',
  ];
  for (
    let object: object | null = globalThis;
    object && object !== Object.prototype;
    object = Object.getPrototypeOf(object) as object | null
  ) {
    for (const name of foreign) if (Object.hasOwn(object, name)) Reflect.deleteProperty(object, name);
  }
}
