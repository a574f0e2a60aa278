/** Changes of files and requests are kept in IndexedDB; a chunk of its own, which no static page needs. */
import { createStore, promisifyRequest } from 'idb-keyval';
import { KeptStore, type KeptRecord, type Shelf } from './stores/kept.ts';
import { pageStorage, StoredValues } from './stores/stored-values.ts';
import type { SandboxStores } from './stores/stores.ts';
import { writtenAhead } from './stores/written-ahead.ts';

let opened: ReturnType<typeof createStore> | null = null;

const indexed: Shelf = {
  read: (sandbox) => store()('readonly', (records) => promisifyRequest<KeptRecord | undefined>(records.get(sandbox))),
  write: (sandbox, record) =>
    store()('readwrite', (records) => {
      if (record === null) records.delete(sandbox);
      else records.put(record, sandbox);
      return promisifyRequest(records.transaction);
    }),
};
const shelf = writtenAhead(indexed, new StoredValues(pageStorage()));

function store() {
  opened ??= createStore('port3000', 'files');
  return opened;
}

/** How long a sandbox waits for what is kept, in milliseconds: a browser that does not answer must not hold it up. */
const PATIENCE = 2000;

/** Brings back what the reader has changed in a sandbox, and keeps what they will. */
export async function keep({ data, files, requests, undo }: SandboxStores): Promise<KeptStore> {
  const kept = new KeptStore(data.name, data.files, files, undo, shelf, requests);
  const flush = () => void kept.flush();
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
  await Promise.race([kept.begin(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  return kept;
}
