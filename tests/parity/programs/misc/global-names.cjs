// Names that programs meet on the global object: leak checks and for-in loops see Node's.
const inherited = /^(?:TEMPORARY|PERSISTENT)$/; // Chromium lets nobody remove these two
const names = []; for (const name in globalThis) if (!inherited.test(name)) names.push(name);
console.log(names.join());
const foreign = /^(?:on[a-z]|webkit|IDB|WebGL|GPU|RTC|Offscreen|Image)|Worker|^(?:self|Temporal|Observable|Notification|trustedTypes|when|postMessage|indexedDB|caches|location)$/;
console.log(Object.getOwnPropertyNames(globalThis).filter((name) => foreign.test(name)));
