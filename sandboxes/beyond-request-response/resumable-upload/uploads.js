import { createHash, randomUUID } from 'node:crypto';

const CHUNK = 64; // bytes; 8 MiB in earnest
const LARGEST = 64 * 1024;
const OPEN_AT_ONCE = 20;
const FILES = 20; // here; in earnest they move to the object store
const KEPT = 24 * 60 * 60 * 1000; // an upload that nobody continues

const uploads = new Map();
export class Refused extends Error {
  constructor(status, message, details) {
    super(message);
    Object.assign(this, { status, details });
  }
}

/** As in Content-Digest and Repr-Digest: `sha-256=:…:` */
export const digest = (bytes) =>
  `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

export function create(size, whole) {
  const isSize = Number.isSafeInteger(size) && size > 0 && size <= LARGEST;
  if (!isSize) throw new Refused(422, `size is 1 to ${LARGEST}`);
  if (!/^sha-256=:[A-Za-z0-9+/]{43}=:$/.test(whole))
    throw new Refused(422, 'Repr-Digest is sha-256=:…:');
  for (const [id, { expires }] of uploads)
    if (expires < Date.now()) uploads.delete(id);
  const finished = [...uploads.values()].filter(({ done }) => done);
  if (uploads.size - finished.length >= OPEN_AT_ONCE)
    throw new Refused(503, 'Too many uploads are open');
  if (finished.length >= FILES) uploads.delete(finished[0].id);
  const upload = { id: randomUUID(), size, whole, chunks: new Map() };
  upload.expires = Date.now() + KEPT;
  uploads.set(upload.id, upload);
  return upload;
}

export function find(id) {
  const upload = uploads.get(id);
  if (!upload || upload.expires < Date.now())
    throw new Refused(404, 'No such upload');
  return upload;
}

const chunksOf = ({ size }) => Math.ceil(size / CHUNK);
const missing = (upload) =>
  [...Array(chunksOf(upload)).keys()].filter((n) => !upload.chunks.has(n));

export function put(upload, n, bytes, declared) {
  if (upload.done) throw new Refused(409, 'The upload is complete');
  const last = chunksOf(upload) - 1;
  if (!Number.isInteger(n) || n < 0 || n > last)
    throw new Refused(404, `Chunks are 0 to ${last}`);
  const right = n < last ? CHUNK : upload.size - last * CHUNK;
  if (bytes.length !== right) throw new Refused(422, `Chunk ${n} has ${right} bytes`);
  if (declared !== digest(bytes))
    throw new Refused(422, 'Content-Digest does not match');
  upload.chunks.set(n, bytes); // the same chunk again changes nothing
  upload.expires = Date.now() + KEPT;
}

export function complete(upload) {
  if (upload.done) return upload;
  const gaps = missing(upload);
  if (gaps.length > 0)
    throw new Refused(409, 'Chunks are missing', { missing: gaps });
  const file = Buffer.concat(
    [...Array(chunksOf(upload)).keys()].map((n) => upload.chunks.get(n)),
  );
  if (digest(file) !== upload.whole)
    throw new Refused(422, 'The whole does not match its Repr-Digest');
  return Object.assign(upload, { done: true, file });
}

export const describe = (upload) => ({
  size: upload.size,
  chunkSize: CHUNK,
  received: [...upload.chunks.keys()].sort((a, b) => a - b),
  missing: missing(upload),
  expires: new Date(upload.expires).toISOString(),
});
