import { BlockList, isIPv6 } from 'node:net';
import { get, resolver } from './internet.js';

const REDIRECTS = 3;

// From IANA's special-purpose registries, shortened.
const ours = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8],
  ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16],
  ['198.18.0.0', 15], ['224.0.0.0', 4], ['240.0.0.0', 4],
]) ours.addSubnet(net, bits, 'ipv4');
const handedOut = new BlockList();
handedOut.addSubnet('2000::', 3, 'ipv6');
const tunnels = new BlockList(); // which lead to IPv4 again
tunnels.addSubnet('2001::', 23, 'ipv6');
tunnels.addSubnet('2002::', 16, 'ipv6');

function isPublic(address) {
  if (!isIPv6(address)) return !ours.check(address, 'ipv4');
  return handedOut.check(address, 'ipv6') && !tunnels.check(address, 'ipv6');
}

const refuse = (message) => {
  throw Object.assign(new Error(message), { status: 422 });
};

/** @returns the page at the address, after redirects; each hop is checked */
export async function preview(text) {
  const resolve = resolver();
  let url = new URL(text);
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    if (url.protocol !== 'http:') refuse('http: only');
    const addresses = await resolve(url.hostname);
    if (!addresses.every(isPublic)) refuse('not a public address');
    // The address that was checked is the one that is asked.
    const { status, location, body } = await get(url, addresses[0]);
    if (status < 300 || status > 399 || !location) return { status, body };
    url = URL.parse(location, url) ?? refuse('not an address');
  }
  return refuse('too many redirects');
}
