// Objects of Node's own in structured clones and in messages to threads, and what can be transferred.
import { createHistogram } from 'node:perf_hooks';
import { createPublicKey, createSecretKey, generateKeyPairSync } from 'node:crypto';
import { BlockList, SocketAddress } from 'node:net';
import { Worker, isMarkedAsUntransferable, markAsUncloneable, markAsUntransferable } from 'node:worker_threads';
import { once } from 'node:events';

const attempt = async (name, run) => {
  try {
    console.log(name, await run());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
};
const blocked = new BlockList();
blocked.addAddress('10.0.0.1');
blocked.addSubnet('192.168.0.0', 16);
const histogram = createHistogram();
histogram.record(5);
const { privateKey } = generateKeyPairSync('ed25519');
const hmac = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, true, ['sign']);

await attempt('blob', async () => {
  const value = { list: [new Blob(['abc'], { type: 'text/plain' })], file: new File(['name'], 'name.txt', { lastModified: 3 }) };
  value.self = value;
  const { list: [blob], file, self } = structuredClone(value);
  return [blob, blob instanceof Blob, await blob.text(), await blob.slice(1).text(), file, file instanceof File, await file.text(), self.file === file];
});
await attempt('secret', () => structuredClone(createSecretKey(Buffer.from('abc'))).export().toString());
await attempt('private', () => structuredClone(privateKey).equals(privateKey));
await attempt('public', () => structuredClone(createPublicKey(privateKey)).equals(createPublicKey(privateKey)));
await attempt('CryptoKey', async () => {
  const copy = structuredClone(hmac);
  return [copy, Buffer.compare(...(await Promise.all([copy, hmac].map(async (key) => Buffer.from(await crypto.subtle.sign('HMAC', key, Buffer.from('text')))))))];
});
await attempt('BlockList', () => structuredClone(blocked));
await attempt('SocketAddress', () => structuredClone(new SocketAddress({ port: 5 })));
await attempt('histogram', () => [structuredClone(histogram).count, structuredClone(histogram).max]);
for (const object of [new URL('http://a'), new URLSearchParams(), new Headers(), new Response(), new FormData(), new ReadableStream(), new Event('e'), performance.mark('m'), new EventTarget(), new TextDecoder()]) {
  await attempt(object.constructor.name, () => structuredClone([object]));
}

await attempt('pool', () => structuredClone(0, { transfer: [Buffer.from('pooled').buffer] }));
await attempt('pool moved', () => Buffer.from('pooled').buffer.transfer());
await attempt('pool in a stream of bytes', () => new ReadableStream({ type: 'bytes', start: (controller) => controller.enqueue(Buffer.from('pooled')) }));
await attempt('pool after', () => `${Buffer.from('pooled')}`);
await attempt('sparse', () => {
  const sparse = [];
  sparse[2 ** 28] = 1;
  return structuredClone(sparse).length;
});
await attempt('cause', () => structuredClone(new Error('outer', { cause: new DOMException('inner', 'AbortError') })).cause instanceof DOMException);
await attempt('property of an array', () => structuredClone(Object.assign([1], { blob: new Blob(['b']) })).blob instanceof Blob);
const marked = new ArrayBuffer(4);
markAsUntransferable(marked);
await attempt('marked', () => [isMarkedAsUntransferable(marked), structuredClone(marked)]);
await attempt('marked', () => structuredClone(marked, { transfer: [marked] }));
await attempt('marked', () => marked.transferToFixedLength());
for (const object of [{ a: 1 }, [1], new Map(), new ArrayBuffer(1), new (class Own {})()]) {
  markAsUncloneable(object);
  await attempt('uncloneable', () => structuredClone([object]));
}
const gone = new ArrayBuffer(1);
gone.transfer();
await attempt('detached', () => structuredClone(gone));
await attempt('detached', () => structuredClone(0, { transfer: [gone] }));
for (const object of [{}, new URL('http://a'), new Blob([]), new Uint8Array(1), new SharedArrayBuffer(1), AbortSignal.abort()]) await attempt('not for transfer', () => structuredClone(0, { transfer: [object] }));
for (const stream of [new ReadableStream(), new WritableStream(), new TransformStream()]) await attempt('stream', () => structuredClone({ stream }, { transfer: [stream] }).stream.constructor.name);
await attempt('shared', () => {
  const shared = new SharedArrayBuffer(4);
  structuredClone(new Uint8Array(shared)).fill(7);
  return shared;
});

const worker = new Worker(`
  import { parentPort } from 'node:worker_threads';
  parentPort.once('message', async ({ blob, secret, privateKey, blocked, hmac, histogram }) => {
    const signed = Buffer.from(await crypto.subtle.sign('HMAC', hmac, Buffer.from('text'))).toString('hex');
    parentPort.postMessage({ text: await blob.text(), secret: secret.export(), type: privateKey.asymmetricKeyType, blocked: blocked.check('192.168.3.4'), signed, count: histogram.count, blob });
  });
`, { eval: true });
worker.postMessage({ blob: new Blob(['to a thread']), secret: createSecretKey(Buffer.from('abc')), privateKey, blocked, hmac, histogram });
const [{ signed, blob, ...rest }] = await once(worker, 'message');
console.log(rest, await blob.text(), signed === Buffer.from(await crypto.subtle.sign('HMAC', hmac, Buffer.from('text'))).toString('hex'));
