import http from 'node:http';
import { once } from 'node:events';

const form = new FormData();
form.append('name', 'Ada');
form.append('tag', 'a');
form.append('tag', 'b');
form.append('file', new Blob(['file text'], { type: 'text/plain' }), 'note.txt');
form.set('name', 'Grace');
console.log([...form.keys()], form.get('name'), form.getAll('tag'), form.has('none'), form.get('none'));
const file = form.get('file');
console.log(file instanceof File, file.name, file.type, file.size, await file.text());
form.delete('tag');
console.log([...form].map(([key, value]) => [key, typeof value]));

const server = http.createServer(async (req, res) => {
  const parts = [];
  for await (const part of req) parts.push(part);
  const boundary = req.headers['content-type'].split('boundary=')[1];
  res.setHeader('Content-Type', req.headers['content-type']);
  console.log(req.headers['content-length'] !== undefined, String(Buffer.concat(parts)).replaceAll(boundary, 'BOUNDARY'));
  res.end(Buffer.concat(parts));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const response = await fetch(`http://127.0.0.1:${server.address().port}/`, { method: 'POST', body: form });
const back = await response.formData();
console.log(back.get('name'), await back.get('file').text(), back.get('file').name);
for (const attempt of [() => form.append('x'), () => form.append('x', 'y', 'z'), () => new FormData('x')]) {
  try {
    attempt();
  } catch (error) {
    console.log(error.name, error.message);
  }
}
console.log(new File(['ab', new Uint8Array([99])], 'n.txt', { type: 'TEXT/Plain', lastModified: 5 }));
const blob = new Blob(['hello ', 'world']);
console.log(blob.size, await blob.slice(6).text(), await blob.slice(-5, -1, 'x/y').text(), blob, (await blob.bytes()).length);
let streamed = '';
for await (const chunk of blob.stream()) streamed += new TextDecoder().decode(chunk);
console.log(streamed);
server.close();
server.closeAllConnections();
