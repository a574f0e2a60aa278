for (const name of ['AbortController', 'AbortSignal', 'Blob', 'BroadcastChannel', 'Buffer', 'ByteLengthQueuingStrategy', 'CompressionStream', 'CountQueuingStrategy', 'Crypto', 'CryptoKey', 'CustomEvent', 'DOMException', 'DecompressionStream', 'Event', 'EventTarget', 'File', 'FormData', 'Headers', 'MessageChannel', 'MessageEvent', 'MessagePort', 'Navigator', 'Performance', 'PerformanceEntry', 'ReadableStream', 'Request', 'Response', 'Storage', 'SubtleCrypto', 'TextDecoder', 'TextEncoder', 'TransformStream', 'URL', 'URLPattern', 'URLSearchParams', 'WebAssembly', 'WebSocket', 'WritableStream', 'EventSource', 'CloseEvent', 'ErrorEvent', 'Iterator', 'WeakRef', 'FinalizationRegistry', 'Float16Array']) {
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, name);
  console.log(name, typeof globalThis[name], descriptor?.enumerable, descriptor?.configurable);
}
console.log(typeof navigator.hardwareConcurrency, navigator.language, navigator.userAgent, Object.prototype.toString.call(globalThis), Object.prototype.toString.call(process), globalThis[Symbol.toStringTag]);
console.log(crypto.randomUUID().length, crypto.getRandomValues(new Uint8Array(2)).length, typeof crypto.subtle.digest);
try { new WebAssembly.Module(new Uint8Array(4)); } catch (error) { console.log(error.name, error.message); }
try { new DOMException('m', 'NotFoundError'); console.log(new DOMException('m', 'NotFoundError').code, DOMException.ABORT_ERR); } catch (error) { console.log(error); }
console.log(new Date(0).toString(), Intl.DateTimeFormat().resolvedOptions().locale, (1234.5).toLocaleString(), new Date(0).toLocaleDateString('en-GB'), 'ä'.localeCompare('z'));
