// Played here: DNS, and the way to public addresses.
import dns from 'node:dns/promises';
import http from 'node:http';
import { once } from 'node:events';
import { BlockList, isIP } from 'node:net';

// Stands for the partner's machine. It is of a range for documents (RFC 5737), so the
// list in guard.js leaves that range out.
const PUBLIC = '203.0.113.7';

/** @returns a function that gives the addresses of a host as URL has written it */
export function resolver() {
  let asked = 0;
  const names = new Map([
    ['partner.example', () => [PUBLIC]],
    ['loopback.example', () => ['127.0.0.1']], // anybody's name may point anywhere
    // The owner of this name answers differently each second time, with a TTL of 0.
    ['rebind.example', () => [(asked += 1) % 2 ? PUBLIC : '127.0.0.1']],
  ]);
  return async (hostname) => {
    const host = hostname.replace(/^\[|\]$/g, ''); // [::1] is ::1
    if (isIP(host)) return [host];
    if (host === 'localhost') {
      return (await dns.lookup(host, { all: true })).map(({ address }) => address);
    }
    const addresses = names.get(host)?.();
    if (!addresses) throw Object.assign(new Error('no such host'), { status: 422 });
    return addresses;
  };
}

const here = new BlockList(); // ::ffff:127.0.0.1 is in it, too, as Node compares
here.addSubnet('127.0.0.0', 8, 'ipv4');
here.addAddress('0.0.0.0', 'ipv4');
here.addAddress('::1', 'ipv6');

/** One request to one address; redirects are for the caller. */
export async function get(url, address) {
  const elsewhere = address === PUBLIC;
  // Nothing leaves this computer. Systems differ in which names of it they connect to
  // (0.0.0.0), so each is asked at 127.0.0.1.
  if (!elsewhere && !here.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')) {
    throw Object.assign(new Error('unreachable'), { status: 502 });
  }
  const request = http.get({
    host: '127.0.0.1',
    port: elsewhere ? 3002 : url.port || 80,
    path: url.pathname + url.search,
    headers: { Host: url.host },
    timeout: 3000,
  });
  request.on('timeout', () => request.destroy(new Error('no answer within 3 s')));
  // After the headers nobody waits for this, and it would end the process. Whoever
  // reads the body is told as well.
  request.on('error', () => {});
  const [answer] = await once(request, 'response');
  const chunks = [];
  let length = 0;
  for await (const chunk of answer) {
    length += chunk.length;
    if (length > 10_000) throw Object.assign(new Error('too long'), { status: 422 });
    chunks.push(chunk);
  }
  const { statusCode: status, headers: { location } } = answer;
  return { status, location, body: Buffer.concat(chunks).toString() };
}
