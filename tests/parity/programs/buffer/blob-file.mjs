import { Blob, File, resolveObjectURL } from 'node:buffer';
const blob = new Blob(['ab', new Uint8Array([99]), new Blob(['d'])], { type: 'Text/Plain' });
console.log(blob.size, blob.type, await blob.text(), await blob.slice(1, -1).text(), new Uint8Array(await blob.arrayBuffer()), await blob.bytes());
console.log(blob, new File(['x'], 'name.txt', { lastModified: 12, type: 'a/b' }), (await new Blob(['a\r\nb'], { endings: 'native' }).text()));
const parts = [];
for await (const chunk of blob.stream()) parts.push(...chunk);
console.log(parts, Object.prototype.toString.call(blob));
const url = URL.createObjectURL(blob);
console.log(url.startsWith('blob:nodedata:'), await resolveObjectURL(url)?.text(), URL.revokeObjectURL(url), resolveObjectURL(url));
for (const attempt of [() => new Blob('x'), () => new Blob(12), () => new File(['x']), () => new Blob([], { type: 12 }).type]) {
  try { console.log(attempt()); } catch (error) { console.log(error.name, error.code, error.message); }
}
console.log(new File([], 'f').name);
