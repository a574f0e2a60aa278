try {
  undeclared = 1;
} catch (error) {
  console.log(error.name, error.message);
}
console.log(this, typeof arguments, typeof globalThis, typeof global, global === globalThis);
console.log(typeof self, typeof window, typeof document, typeof importScripts, typeof postMessage, typeof location, typeof navigator, typeof XMLHttpRequest, typeof Worker, typeof indexedDB, typeof localStorage);
console.log(Object.keys(globalThis));
