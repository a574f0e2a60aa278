import { Worker } from 'node:worker_threads';
import { once } from 'node:events';

const error = new DOMException('aborted', 'AbortError');
console.log(error, error.code, DOMException.ABORT_ERR, error instanceof Error, String(error), Object.keys(error), Object.prototype.toString.call(error));
console.log({ list: [new DOMException('inside', { name: 'Own', cause: 5 })] }, new (class Own extends DOMException {})('subclass'), new DOMException().message);
console.log(AbortSignal.abort().reason, AbortSignal.abort('why').reason);
for (const attempt of [
  () => AbortSignal.abort().throwIfAborted(), () => atob('*'), () => structuredClone(() => {}), () => fetch('http://localhost:1', { signal: AbortSignal.abort() }),
  () => crypto.subtle.importKey('raw', new Uint8Array(3), 'AES-GCM', false, ['encrypt']),
  async () => crypto.subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, await crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, false, ['decrypt']), new Uint8Array(20)),
]) {
  try {
    await attempt();
  } catch (thrown) {
    console.log(thrown.name, thrown.code, thrown.message, thrown instanceof DOMException, thrown.stack.split('\n')[0], thrown.cause?.message);
  }
}
const copy = structuredClone(error);
console.log(copy instanceof DOMException, copy.name, copy.message, copy.stack === error.stack);
const [sent] = await once(new Worker('throw new DOMException("from a thread", "TimeoutError")', { eval: true }), 'error').catch((thrown) => [thrown]);
console.log(sent.name, sent.message, sent instanceof DOMException);
const { enumerable, writable } = Object.getOwnPropertyDescriptor(globalThis, 'DOMException');
console.log(enumerable, writable, DOMException.length, DOMException.name);
throw new DOMException('not caught', 'DataError');
