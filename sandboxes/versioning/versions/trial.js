// Two clients behind one cache, which keys its answers as RFC 9111 §4.1 says.
const ACCEPT = (n) => ({ accept: `application/vnd.shop.v${n}+json` });
const ways = {
  'path': (n) => [`/v${n}/users/1`, {}],
  'query': (n) => [`/query/users/1?version=${n}`, {}],
  'header, Vary': (n) => ['/header/users/1', { 'api-version': String(n) }],
  'header, no Vary': (n) => ['/taught/users/1', { 'api-version': String(n) }],
  'media type, Vary': (n) => ['/type/users/1', ACCEPT(n)],
};

function cache(base) {
  const kept = [];
  let forwarded = 0;
  const get = async (path, headers) => {
    const fits = ({ path: kept, vary, sent }) =>
      kept === path && vary.every((name) => sent[name] === headers[name]);
    const hit = kept.find(fits);
    if (hit) return hit.body;
    forwarded += 1;
    const response = await fetch(base + path, { headers });
    const names = response.headers.get('Vary')?.toLowerCase().split(/\s*,\s*/) ?? [];
    const body = await response.json();
    kept.push({ path, vary: names, sent: headers, body });
    return body;
  };
  return { get, forwarded: () => forwarded };
}

/** @returns a line for each way: who has got which version, and what the server saw */
export async function trial(base) {
  const lines = ['                  v1 asks   v2 asks   v1 asks   reached the server'];
  for (const [name, request] of Object.entries(ways)) {
    const { get, forwarded } = cache(base);
    const got = [];
    for (const n of [1, 2, 1]) {
      const user = await get(...request(n));
      got.push(`gets v${'full_name' in user ? 2 : 1}`.padEnd(10));
    }
    lines.push(`${name.padEnd(18)}${got.join('')}${forwarded()}`);
  }
  return `${lines.join('\n')}\n`;
}
