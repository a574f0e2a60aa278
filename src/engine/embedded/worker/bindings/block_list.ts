/** `internalBinding('block_list')` (src/node_sockaddr.cc): socket addresses and rules about them. */
import type { Facts } from '../facts.ts';
import { IPV4, addressNumber, ipv6Text, parseIpv6 } from '../network/addresses.ts';

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
