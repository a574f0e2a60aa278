// A recorder of contracts: a stand-in answers as the test says, and what the consumer's
// code has been able to work with is written down.
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

/** Any value of the same type will do; in the test it is this one. */
export const like = (example) => ({ like: example });

/** @returns the answer of the stand-in: the examples in place of their types */
function plain(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if ('like' in value) return value.like;
  const entries = Object.entries(value).map(([key, each]) => [key, plain(each)]);
  return Object.fromEntries(entries);
}

export function record(consumer) {
  const interactions = [];
  return {
    async interaction(expected, test) {
      const { request, response } = expected;
      let asked = false;
      const standIn = createServer((req, res) => {
        const known = req.method === request.method && req.url === request.path;
        asked ||= known;
        res.writeHead(known ? response.status : 500, { Connection: 'close' });
        const body = known ? plain(response.body) : { error: 'not expected' };
        res.end(JSON.stringify(body));
      });
      await once(standIn.listen(0), 'listening');
      try {
        await test(`http://localhost:${standIn.address().port}`);
        if (!asked) throw new Error(`nobody has asked for ${request.path}`);
        interactions.push(expected);
      } finally {
        standIn.close();
      }
    },
    /** To be called when all tests have ended. */
    write() {
      mkdirSync('contracts', { recursive: true });
      const contract = { consumer, provider: 'orders', interactions };
      const text = JSON.stringify(contract, null, 2);
      writeFileSync(`contracts/${consumer}.json`, text);
    },
  };
}
