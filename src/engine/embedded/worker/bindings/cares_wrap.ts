/** `internalBinding('cares_wrap')` (src/cares_wrap.cc): the names of a network that is only loopback. */
import { constant, type Facts } from '../facts.ts';
import type { BindingContext } from '../binding.ts';
import { IPV4, parseIpv6 } from '../network/addresses.ts';

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

/** @param notice tells the reader, beside the program's own error, why a name cannot be resolved */
export function createCaresWrapBinding(facts: Facts, context: BindingContext, notice: (text: string) => void): object {
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
    context.defer(() => request.oncomplete(constant(facts, 'uv', 'UV_EAI_NONAME')));
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
      context.deferInPool(() => {
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
      context.deferInPool(() => request.oncomplete(null, 'localhost', SERVICES[port] ?? String(port)));
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
