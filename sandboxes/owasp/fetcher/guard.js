import { BlockList, isIPv6 } from 'node:net';

// Addresses that are nobody's out there: this machine, this network, and reserved
// ones. From IANA's special-purpose registries, shortened.
const ours = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local: clouds hand out credentials on 169.254.169.254
  ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15],
  ['224.0.0.0', 4], ['240.0.0.0', 4],
]) ours.addSubnet(net, bits, 'ipv4'); // and ::ffff:… of each, as Node compares them
// Of IPv6 only 2000::/3 is handed out, and some of that leads to IPv4 again.
const handedOut = new BlockList();
handedOut.addSubnet('2000::', 3, 'ipv6');
const tunnels = new BlockList();
tunnels.addSubnet('2001::', 23, 'ipv6'); // Teredo and others
tunnels.addSubnet('2002::', 16, 'ipv6'); // 6to4

export function isPublic(address) {
  if (!isIPv6(address)) return !ours.check(address, 'ipv4');
  return handedOut.check(address, 'ipv6') && !tunnels.check(address, 'ipv6');
}

const refuse = (message) => {
  throw Object.assign(new Error(message), { status: 422 });
};

/** By its text: what most first attempts look like. Broken on purpose. */
export function checkText(text) {
  if (/localhost|127\.0\.0\.1|192\.168\.|10\./i.test(text)) refuse('not this address');
}

export function checkUrl(url) {
  if (url.protocol !== 'http:') refuse('http: only'); // and https:, outside this page
  if (url.username || url.password) refuse('no credentials');
}

export function checkAddresses(addresses) {
  if (!addresses.every(isPublic)) refuse('not a public address');
}
