import { Readable, Writable } from 'node:stream';
import { text, json, buffer, arrayBuffer } from 'node:stream/consumers';
const stream = new ReadableStream({
  start(controller) { controller.enqueue('a'); controller.enqueue('b'); controller.close(); },
  pull() { console.log('pull'); },
  cancel(reason) { console.log('cancel', reason); },
});
for await (const chunk of stream) console.log(chunk);
const upper = new TransformStream({ transform(chunk, controller) { controller.enqueue(chunk.toUpperCase()); }, flush(controller) { controller.enqueue('.'); } });
const sink = new WritableStream({ write(chunk) { console.log('sink', chunk); }, close() { console.log('sink closed'); }, abort(reason) { console.log('abort', reason.message); } });
await ReadableStream.from(['x', 'y']).pipeThrough(upper).pipeTo(sink);
const [one, two] = ReadableStream.from([1, 2, 3]).tee();
console.log(await Array.fromAsync(one), await Array.fromAsync(two), one.locked);
const reader = new ReadableStream({ pull(controller) { controller.error(new Error('broke')); } }).getReader();
await reader.read().catch((error) => console.log(error.message));
await reader.closed.catch((error) => console.log('closed', error.message));
console.log(await text(Readable.from(['te', 'xt'])), await json(Readable.from(['{"a"', ':1}'])), await buffer(Readable.from([Buffer.from('hi')])), (await arrayBuffer(ReadableStream.from([new Uint8Array(3)]))).byteLength);
console.log(await text(Readable.toWeb(Readable.from(['to', 'web']))));
for await (const chunk of Readable.fromWeb(ReadableStream.from(['from', 'web']))) console.log(chunk);
const writer = Writable.toWeb(new Writable({ write(chunk, _e, callback) { console.log('node sink', String(chunk)); callback(); } })).getWriter();
await writer.write('w');
await writer.close();
console.log(new CountQueuingStrategy({ highWaterMark: 3 }).highWaterMark, new ByteLengthQueuingStrategy({ highWaterMark: 9 }).size(new Uint8Array(4)));
const bytes = new ReadableStream({ type: 'bytes', pull(c) { c.byobRequest ? (c.byobRequest.view[0] = 7, c.byobRequest.respond(1), c.close()) : c.close(); } });
console.log((await bytes.getReader({ mode: 'byob' }).read(new Uint8Array(4))).value);
console.log(await text(ReadableStream.from([new Uint8Array([226, 130]), new Uint8Array([172])]).pipeThrough(new TextDecoderStream())));
try {
  new ReadableStream({ type: 'owning' });
} catch (error) {
  console.log(error.name, error.code, error.message);
}
console.log(stream, sink);
