// Polls the catalog twelve times in four ways and counts what goes over the wire.
import { mkdir, writeFile } from 'node:fs/promises';
import http from 'node:http';

const HOST = `http://localhost:${process.env.PORT ?? 3000}`;
const POLLS = 12;
const CHANGES = [5, 9]; // before these polls somebody saves another price

const gzip = { 'Accept-Encoding': 'gzip' };
const ways = {
  'every time': { headers: {}, conditional: false },
  gzip: { headers: gzip, conditional: false },
  'If-None-Match': { headers: {}, conditional: true },
  both: { headers: gzip, conditional: true },
};

/** Sends one GET over `agent`'s connection; tells what it took in both directions. */
function get(agent, headers) {
  return new Promise((resolve, reject) => {
    const request = http.get(`${HOST}/catalog`, { agent, headers }, (response) => {
      const { socket } = response; // let go of when the body has ended
      response.resume().on('end', () => {
        const { statusCode: status, headers: { etag } } = response;
        resolve({ status, etag, total: socket.bytesRead + socket.bytesWritten });
      });
    });
    request.setTimeout(5000, () => request.destroy(new Error('no answer in 5 s')));
    request.on('error', reject);
  });
}

/** Reads, changes, and saves what it has read; reads again if somebody was faster. */
async function changeAPrice() {
  for (let attempt = 1; ; attempt += 1) {
    const signal = AbortSignal.timeout(5000);
    const read = await fetch(`${HOST}/products/8`, { signal });
    const product = await read.json();
    const saved = await fetch(`${HOST}/products/8`, {
      method: 'PUT',
      signal,
      headers: {
        'Content-Type': 'application/json',
        'If-Match': read.headers.get('ETag'),
      },
      body: JSON.stringify({ ...product, price: product.price === 66 ? 77 : 66 }),
    });
    if (saved.ok) return;
    if (saved.status !== 412 || attempt === 5) throw new Error(`PUT: ${saved.status}`);
  }
}

/** Polls in each way, draws plots/bytes.csv, and returns what each way took. */
export async function pollInEachWay() {
  const rows = ['way,poll,kilobytes'];
  const result = {};
  for (const [way, { headers, conditional }] of Object.entries(ways)) {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const answers = {};
    let last = {};
    for (let poll = 1; poll <= POLLS; poll += 1) {
      if (CHANGES.includes(poll)) await changeAPrice();
      const condition = conditional && last.etag ? { 'If-None-Match': last.etag } : {};
      last = await get(agent, { ...headers, ...condition });
      answers[last.status] = (answers[last.status] ?? 0) + 1;
      rows.push(`${way},${poll},${last.total / 1000}`);
    }
    agent.destroy();
    result[way] = { answers, bytes: last.total };
  }
  await mkdir('plots', { recursive: true });
  await writeFile('plots/bytes.csv', `${rows.join('\n')}\n`);
  return result;
}
