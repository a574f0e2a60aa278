// Compiling takes the browser a while; meanwhile the program must not end (13 here, 0 without output in CommonJS).
const leb = (n) => { const out = []; do { out.push((n & 127) | (n > 127 ? 128 : 0)); n >>>= 7; } while (n); return out; };
const N = 10_000, body = [0, 0x20, 0, ...new Array(200).fill([0x20, 0, 0x6a]).flat(), 0x0b], func = [...leb(body.length), ...body];
const code = Uint8Array.from({ length: leb(N).length + N * func.length }, (_, i) => (i < leb(N).length ? leb(N)[i] : func[(i - leb(N).length) % func.length]));
const part = (id, content) => [Uint8Array.from([id, ...leb(content.length)]), Uint8Array.from(content)];
const wasm = Buffer.concat([Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0), ...part(1, [1, 96, 1, 127, 1, 127]), ...part(3, [...leb(N), ...new Array(N).fill(0)]), ...part(7, [1, 1, 100, 0, 0]), ...part(10, code)]);
const { instance } = await WebAssembly.instantiate(wasm);
console.log('twice 201 is', instance.exports.d(2));
console.log((await WebAssembly.compileStreaming(new Response(wasm, { headers: { 'content-type': 'application/wasm' } }))) instanceof WebAssembly.Module);
const asWasm = { headers: { 'content-type': 'application/wasm' } };
console.log((await WebAssembly.instantiateStreaming(Promise.resolve(new Response(wasm, asWasm)))).instance.exports.d(3));
const tried = [
  () => WebAssembly.compile(Buffer.from('no wasm')),
  () => WebAssembly.compileStreaming(new Response(wasm)),
  () => WebAssembly.compileStreaming(new Response(wasm, { ...asWasm, status: 404 })),
  () => WebAssembly.compileStreaming(1),
];
for (const each of tried) await each().catch((error) => console.log(error.name, error.code));
for (const name of ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']) console.log(WebAssembly[name].name, WebAssembly[name].length, Object.getOwnPropertyDescriptor(WebAssembly, name).enumerable);
process.on('unhandledRejection', (error) => console.log('unhandled', error.name));
void WebAssembly.instantiate(Buffer.from('no wasm'));
