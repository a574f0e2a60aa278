import fs from 'node:fs/promises';

const handle = await fs.open('h.txt', 'w+');
console.log(typeof handle.fd, handle.constructor.name, await handle.write('line one\nline two\n'), (await handle.stat()).size);
console.log(await handle.read(Buffer.alloc(4), 0, 4, 5).then(({ bytesRead, buffer }) => [bytesRead, String(buffer)]));
await handle.writeFile('appended');
await handle.appendFile('!');
await handle.datasync();
await handle.close();
console.log(handle.fd);
await handle.read(Buffer.alloc(1)).catch((error) => console.log(error.code, error.message));
const lines = [];
const reader = await fs.open('h.txt');
for await (const line of reader.readLines()) lines.push(line);
console.log(lines);
{
  await using again = await fs.open('h.txt', 'r+');
  console.log(await again.readFile('utf8'));
  await again.truncate(4);
  console.log((await again.readv([Buffer.alloc(2), Buffer.alloc(5)], 0)).bytesRead, (await again.writev([Buffer.from('ab'), Buffer.from('cd')], 0)).bytesWritten);
  await again.chmod(0o600);
  await again.utimes(10, 20);
  const { mtimeMs, mode } = await again.stat();
  console.log(mtimeMs, (mode & 0o777).toString(8));
}
const streaming = await fs.open('h.txt');
let text = '';
for await (const part of streaming.createReadStream({ encoding: 'utf8', start: 1 })) text += part;
console.log(text, streaming.fd);
const web = await fs.open('h.txt');
console.log(await new Response(web.readableWebStream({ autoClose: true })).text());
await fs.open('none').catch((error) => console.log(error.code));
await fs.open('h.txt', 'nonsense').catch((error) => console.log(error.code, error.message));
const folder = await fs.opendir('.');
const names = [];
for await (const entry of folder) names.push([entry.name, entry.isFile(), entry.parentPath]);
console.log(names.sort());
await folder.read().catch((error) => console.log(error.code, error.message));
