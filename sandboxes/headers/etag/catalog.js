import { gzipSync } from 'node:zlib';

const colors = ['black', 'blue', 'green', 'red', 'white'];

// id → { product, version }; the version grows by one with each change. Kept in a
// database it goes on after a restart; here it begins again.
const products = new Map();
for (let id = 1; id <= 200; id += 1) {
  const name = `Lamp ${id}, ${colors[id % 5]}`;
  products.set(id, { product: { id, name, price: 10 + (id * 7) % 90 }, version: 1 });
}

let changes = 0;
let whole;

// The list is written and packed once for each change, not once for each request.
// Two codings are two sequences of bytes, so their strong tags differ (§8.8.3.3).
function write() {
  changes += 1;
  const text = JSON.stringify([...products.values()].map(({ product }) => product));
  whole = {
    identity: { body: Buffer.from(text), etag: `"c${changes}"` },
    gzip: { body: gzipSync(text), etag: `"c${changes}-gzip"` },
  };
}
write();

/** The whole list in a content coding, `identity` or `gzip`: { body, etag } */
export const list = (coding) => whole[coding];

/** { product, etag } or undefined */
export function find(id) {
  const entry = products.get(id);
  return entry && { product: entry.product, etag: `"${entry.version}"` };
}

/** Stores a product and returns it as `find` does. */
export function save(id, { name, price }) {
  const version = (products.get(id)?.version ?? 0) + 1;
  products.set(id, { product: { id, name, price }, version });
  write();
  return find(id);
}
