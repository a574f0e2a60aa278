/** `internalBinding('tls_wrap')` (src/crypto/crypto_tls.cc): TLS, which this engine does not have. */
import { absent } from '../absent.ts';

export const createTlsWrapBinding = (): object => ({
  TLSWrap: absent('TLS', 'Serve plain HTTP: the network is inside this page.'),
  wrap: () => undefined,
  HAVE_SSL_TRACE: false,
});
