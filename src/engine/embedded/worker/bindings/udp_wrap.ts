/** `internalBinding('udp_wrap')` (src/udp_wrap.cc): datagram sockets, which browsers do not have. */
import { absent } from '../absent.ts';
import type { Facts } from '../facts.ts';

export const createUdpWrapBinding = (facts: Facts): object => ({
  ...facts.bindings['udp_wrap'],
  UDP: absent('UDP (node:dgram)', 'Browsers have no datagram sockets: use TCP.'),
  SendWrap: class {},
});
