// Broken on purpose: put() believes whatever comes, and complete() takes what there is.
import { createHash } from 'node:crypto';

const CHUNK = 64;
const LARGEST = 4096;
const uploads = new Map();
let lastId = 0;

export class Refused extends Error {
  constructor(status, message, details) {
    super(message);
    Object.assign(this, { status, details });
  }
}

export const digest = (bytes) =>
  `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

export function create(size, whole) {
  const isSize = Number.isSafeInteger(size) && size > 0 && size <= LARGEST;
  if (!isSize) throw new Refused(422, `size is 1 to ${LARGEST}`);
  if (uploads.size >= 100) throw new Refused(503, 'Too many uploads');
  const upload = {
    id: String((lastId += 1)),
    count: Math.ceil(size / CHUNK),
    size,
    whole,
  };
  upload.chunks = [];
  uploads.set(upload.id, upload);
  return upload;
}

export function find(id) {
  if (!uploads.has(id)) throw new Refused(404, 'No such upload');
  return uploads.get(id);
}

/** Chunk `n` of `upload`; `declared` is its Content-Digest. */
export function put(upload, n, bytes, declared) {
  if (upload.file) throw new Refused(409, 'The upload is complete');
  if (!Number.isInteger(n) || n < 0 || n >= upload.count)
    throw new Refused(404, `Chunks are 0 to ${upload.count - 1}`);
  if (upload.chunks.length >= 2 * upload.count)
    throw new Refused(422, 'Too many chunks');
  upload.chunks.push(bytes);
}

/** Puts the file together. */
export function complete(upload) {
  upload.file ??= Buffer.concat(upload.chunks);
}
