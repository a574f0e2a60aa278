/** `internalBinding('cares_wrap')` and `('block_list')`: names and addresses of a network that is only loopback. */
import { constant, type Facts } from '../facts.ts';
import type { EventLoop } from '../loop.ts';

interface LookupRequest {
  hostname: string;
  oncomplete(error: number | null, addresses?: string[]): void;
}

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

export function createCaresWrapBinding(facts: Facts, loop: EventLoop): object {
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
      loop.defer(() => {
        if (addresses) request.oncomplete(null, addresses);
        else request.oncomplete(constant(facts, 'uv', 'UV_EAI_NONAME'));
      });
      return 0;
    },
    getnameinfo(request: { oncomplete(error: null, host: string, service: string): void }, _address: string, port: number): number {
      loop.defer(() => request.oncomplete(null, 'localhost', String(port)));
      return 0;
    },
    canonicalizeIP: (address: string): string | undefined => (IPV4.test(address) || parseIpv6(address) ? address : undefined),
    convertIpv6StringToBuffer(address: string): Uint8Array | undefined {
      const groups = parseIpv6(address);
      return groups && Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255]));
    },
    strerror: (errno: number) => `DNS error ${errno}`,
  };
}

/** An address as a number, IPv4 mapped into IPv6 so that both compare. */
function addressNumber(address: string): bigint {
  const groups = parseIpv6(IPV4.test(address) ? `::ffff:${address}` : address) ?? [];
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

export function createBlockListBinding(facts: Facts): object {
  class SocketAddress {
    readonly #detail: { address: string; port: number; family: number; flowlabel: number };
    constructor(address: string, port: number, family: number, flowlabel: number) {
      this.#detail = { address, port, family, flowlabel };
    }
    detail(target: object): object {
      return Object.assign(target, this.#detail);
    }
    flowlabel(): number {
      return this.#detail.flowlabel;
    }
    get value(): bigint {
      return addressNumber(this.#detail.address);
    }
    get width(): bigint {
      return IPV4.test(this.#detail.address) ? 32n : 128n;
    }
    get text(): string {
      return this.#detail.address;
    }
  }
  class BlockList {
    readonly #rules: { readonly from: bigint; readonly to: bigint; readonly text: string }[] = [];
    readonly #family = (address: SocketAddress) => (address.width === 32n ? 'IPv4' : 'IPv6');
    addAddress(address: SocketAddress): void {
      this.#rules.unshift({ from: address.value, to: address.value, text: `Address: ${this.#family(address)} ${address.text}` });
    }
    addRange(start: SocketAddress, end: SocketAddress): boolean {
      if (start.value > end.value) return false;
      this.#rules.unshift({ from: start.value, to: end.value, text: `Range: ${this.#family(start)} ${start.text}-${end.text}` });
      return true;
    }
    addSubnet(network: SocketAddress, prefix: number): void {
      const hosts = network.width - BigInt(prefix);
      const from = (network.value >> hosts) << hosts;
      this.#rules.unshift({ from, to: from + (1n << hosts) - 1n, text: `Subnet: ${this.#family(network)} ${network.text}/${prefix}` });
    }
    check(address: SocketAddress): boolean {
      return this.#rules.some(({ from, to }) => address.value >= from && address.value <= to);
    }
    getRules(): string[] {
      return this.#rules.map(({ text }) => text);
    }
  }
  return { ...facts.bindings['block_list'], BlockList, SocketAddress };
}
