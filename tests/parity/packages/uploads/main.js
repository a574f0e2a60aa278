// Files and fields of a multipart form, kept in memory and on disk, with limits.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import multer from 'multer';

const folder = mkdtempSync(join(tmpdir(), 'uploads-'));
const memory = multer({ storage: multer.memoryStorage(), limits: { fileSize: 1000, files: 2 } });
const disk = multer({ storage: multer.diskStorage({ destination: folder, filename: (request, file, done) => done(null, `kept-${file.originalname}`) }) });
const app = express();
const seen = ({ fieldname, originalname, mimetype, size }) => ({ fieldname, originalname, mimetype, size });
app.post('/memory', memory.array('photos'), (request, response) => {
  response.json({ body: request.body, files: request.files.map((file) => ({ ...seen(file), first: file.buffer.subarray(0, 3).toString('hex') })) });
});
app.post('/disk', disk.single('document'), (request, response) => {
  response.json({ ...seen(request.file), there: readdirSync(folder), text: readFileSync(request.file.path, 'utf8') });
});
app.use((error, request, response, next) => response.status(400).json({ name: error.name, code: error.code, message: error.message, field: error.field }));

const server = app.listen(0, async () => {
  const send = async (path, parts) => {
    const form = new FormData();
    for (const [name, value, file] of parts) file ? form.append(name, new Blob([value], { type: 'image/png' }), file) : form.append(name, value);
    const response = await fetch(`http://localhost:${server.address().port}${path}`, { method: 'POST', body: form, headers: { connection: 'close' } });
    console.log(response.status, await response.json());
  };
  await send('/memory', [['title', 'A day'], ['photos', new Uint8Array([137, 80, 78]), 'one.png'], ['photos', 'abc', 'zwei ü.png'], ['tag', 'x'], ['tag', 'y']]);
  await send('/memory', [['photos', 'x'.repeat(2000), 'large.png']]);
  await send('/memory', [['other', 'abc', 'unexpected.png']]);
  await send('/memory', [['photos', 'a', '1'], ['photos', 'b', '2'], ['photos', 'c', '3']]);
  await send('/disk', [['document', 'the whole text', 'text.txt']]);
  rmSync(folder, { recursive: true });
  server.close();
});
