/** Internet addresses as text and as numbers. */

export const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/** The eight groups of an IPv6 address, or undefined. */
export function parseIpv6(text: string): number[] | undefined {
  const [head = '', tail, more] = text.split('::');
  if (more !== undefined) return undefined;
  const groups = (part: string): number[] | undefined => {
    if (part === '') return [];
    const numbers: number[] = [];
    for (const group of part.split(':')) {
      if (IPV4.test(group)) {
        const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
        numbers.push((a << 8) | b, (c << 8) | d);
      } else if (/^[0-9a-f]{1,4}$/i.test(group)) numbers.push(Number.parseInt(group, 16));
      else return undefined;
    }
    return numbers;
  };
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  if (!left || !right) return undefined;
  const gap = 8 - left.length - right.length;
  if (tail === undefined ? gap !== 0 : gap < 1) return undefined;
  return [...left, ...new Array<number>(gap).fill(0), ...right];
}

/** An address as a number, IPv4 mapped into IPv6 so that both compare; undefined for any other text. */
export function addressNumber(address: string): bigint | undefined {
  return parseIpv6(IPV4.test(address) ? `::ffff:${address}` : address)?.reduce(
    (sum, group) => (sum << 16n) | BigInt(group),
    0n,
  );
}

/** What precedes the 32 bits of an IPv4 address that is mapped into IPv6. */
const MAPPED = 0xffffn;

/**
 * Whether a connection to this address stays on the machine: 127.0.0.0/8 and ::1, and the unspecified addresses, which
 * Linux takes for them, however each is spelled, also mapped into IPv6.
 */
export function isLoopback(address: string): boolean {
  const value = addressNumber(address);
  if (value === undefined) return false;
  return value <= 1n || value === MAPPED << 32n || value >> 24n === ((MAPPED << 8n) | 127n);
}

/** An IPv6 address as inet_ntop writes it: the longest run of zeros left out, an IPv4 address inside still readable. */
export function ipv6Text(groups: readonly number[]): string {
  const words = groups.map((group) => group.toString(16));
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join('.')}`;
  }
  let [start, length] = [0, 0];
  for (let from = 0; from < 8; from += 1) {
    let to = from;
    while (to < 8 && groups[to] === 0) to += 1;
    if (to - from > length) [start, length] = [from, to - from];
  }
  if (length < 2) return words.join(':');
  return `${words.slice(0, start).join(':')}::${words.slice(start + length).join(':')}`;
}

/** The address of a pipe without a name. */
export const NOWHERE = { address: '', family: 'IPv4', port: 0 } as const;
