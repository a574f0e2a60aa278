/** `internalBinding('cares_wrap')` and `('block_list')`: names and addresses of a network that is only loopback. */
import { constant, type Facts } from '../facts.ts';
import type { EventLoop } from '../loop.ts';

interface LookupRequest {
  hostname: string;
  oncomplete(error: number | null, addresses?: string[]): void;
}

/** The names in /etc/services that programs ask for. */
const SERVICES: Readonly<Record<number, string>> = {
  21: 'ftp',
  22: 'ssh',
  25: 'smtp',
  53: 'domain',
  80: 'http',
  110: 'pop3',
  143: 'imap2',
  443: 'https',
};

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/** The eight groups of an IPv6 address, or undefined. */
function parseIpv6(text: string): number[] | undefined {
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

/** @param notice tells the reader, beside the program's own error, why a name cannot be resolved */
export function createCaresWrapBinding(facts: Facts, loop: EventLoop, notice: (text: string) => void): object {
  let noticed = false;
  const AF_INET = 4;
  const AF_INET6 = 6;

  function resolve(hostname: string, family: number): string[] | undefined {
    if (IPV4.test(hostname)) return family === AF_INET6 ? undefined : [hostname];
    if (parseIpv6(hostname)) return family === AF_INET ? undefined : [hostname];
    if (!/^(?:localhost|port3000|.*\.localhost)$/i.test(hostname)) return undefined;
    if (family === AF_INET6) return ['::1'];
    return family === AF_INET ? ['127.0.0.1'] : ['127.0.0.1', '::1'];
  }

  class ChannelWrap {
    setServers(): number {
      return 0;
    }
    getServers(): unknown[] {
      return [['127.0.0.1', 53]];
    }
    setLocalAddress(): void {}
    cancel(): void {}
  }
  const query = function (this: unknown, request: { oncomplete(error: number): void }): number {
    loop.defer(() => request.oncomplete(constant(facts, 'uv', 'UV_EAI_NONAME')));
    return 0;
  };
  for (const type of ['Any', 'A', 'Aaaa', 'Caa', 'Cname', 'Mx', 'Ns', 'Txt', 'Tlsa', 'Srv', 'Ptr', 'Naptr', 'Soa']) {
    Reflect.set(ChannelWrap.prototype, `query${type}`, query);
  }
  Reflect.set(ChannelWrap.prototype, 'getHostByAddr', query);

  return {
    ...facts.bindings['cares_wrap'],
    ChannelWrap,
    GetAddrInfoReqWrap: class GetAddrInfoReqWrap {},
    GetNameInfoReqWrap: class GetNameInfoReqWrap {},
    QueryReqWrap: class QueryReqWrap {},
    getaddrinfo(request: LookupRequest, hostname: string, family: number): number {
      const addresses = resolve(hostname, family);
      if (!addresses && !noticed) {
        noticed = true;
        notice(
          `The network of this sandbox is inside the page: only localhost can be reached, so "${hostname}" has no address.`,
        );
      }
      loop.defer(() => {
        if (addresses) request.oncomplete(null, addresses);
        else request.oncomplete(constant(facts, 'uv', 'UV_EAI_NONAME'));
      });
      return 0;
    },
    getnameinfo(
      request: { oncomplete(error: null, host: string, service: string): void },
      _address: string,
      port: number,
    ): number {
      loop.defer(() => request.oncomplete(null, 'localhost', SERVICES[port] ?? String(port)));
      return 0;
    },
    canonicalizeIP: (address: string): string | undefined =>
      IPV4.test(address) || parseIpv6(address) ? address : undefined,
    convertIpv6StringToBuffer(address: string): Uint8Array | undefined {
      const groups = parseIpv6(address);
      return groups && Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255]));
    },
    strerror: (errno: number) => `DNS error ${errno}`,
  };
}

/** An address as a number, IPv4 mapped into IPv6 so that both compare; undefined when it is none. */
function addressNumber(address: string): bigint | undefined {
  return parseIpv6(IPV4.test(address) ? `::ffff:${address}` : address)?.reduce(
    (sum, group) => (sum << 16n) | BigInt(group),
    0n,
  );
}

/** As inet_ntop writes it: the longest run of zeros is left out, an IPv4 address inside stays readable. */
function ipv6Text(groups: readonly number[]): string {
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

interface Range {
  readonly from: bigint;
  readonly to: bigint;
  readonly text: string;
}

export function createBlockListBinding(facts: Facts): object {
  const AF_INET6 = Number(facts.bindings['block_list']?.['AF_INET6']);

  class SocketAddress {
    readonly #detail: { address: string; port: number; family: number; flowlabel: number };
    readonly value: bigint;
    constructor(address: string, port: number, family: number, flowlabel: number) {
      const value = addressNumber(address);
      if (value === undefined || IPV4.test(address) === (family === AF_INET6)) {
        throw Object.assign(new Error('Invalid socket address'), { code: 'ERR_INVALID_ADDRESS' });
      }
      this.value = value;
      this.#detail = {
        address: family === AF_INET6 ? ipv6Text(parseIpv6(address) ?? []) : address,
        port,
        family,
        flowlabel,
      };
    }
    detail(target: object): object {
      return Object.assign(target, this.#detail);
    }
    flowlabel(): number {
      return this.#detail.flowlabel;
    }
    get isIpv6(): boolean {
      return this.#detail.family === AF_INET6;
    }
    get text(): string {
      return this.#detail.address;
    }
  }
  const family = (address: SocketAddress) => (address.isIpv6 ? 'IPv6' : 'IPv4');

  class BlockList {
    /** Single addresses are kept apart and come first among the rules. */
    readonly #addresses = new Map<string, Range>();
    #rules: Range[] = [];
    addAddress(address: SocketAddress): void {
      const text = `Address: ${family(address)} ${address.text}`;
      this.#addresses.set(text, { from: address.value, to: address.value, text });
    }
    addRange(start: SocketAddress, end: SocketAddress): boolean {
      if (start.value > end.value) return false;
      this.#rules.unshift({
        from: start.value,
        to: end.value,
        text: `Range: ${family(start)} ${start.text}-${end.text}`,
      });
      return true;
    }
    addSubnet(network: SocketAddress, prefix: number): void {
      const hosts = (network.isIpv6 ? 128n : 32n) - BigInt(prefix);
      const from = (network.value >> hosts) << hosts;
      this.#rules.unshift({
        from,
        to: from + (1n << hosts) - 1n,
        text: `Subnet: ${family(network)} ${network.text}/${prefix}`,
      });
    }
    check(address: SocketAddress): boolean {
      return this.#contains(address.value);
    }
    checkString(address: string, of: number): boolean {
      const value = IPV4.test(address) === (of === AF_INET6) ? undefined : addressNumber(address);
      return value !== undefined && this.#contains(value);
    }
    clear(): void {
      this.#addresses.clear();
      this.#rules = [];
    }
    getRules(): string[] {
      return [...[...this.#addresses.values()].reverse(), ...this.#rules].map(({ text }) => text);
    }
    #contains(value: bigint): boolean {
      return [...this.#addresses.values(), ...this.#rules].some(({ from, to }) => value >= from && value <= to);
    }
  }
  return { ...facts.bindings['block_list'], BlockList, SocketAddress };
}
