/** Names for crypto.getCiphers(), getCurves() and tls.getCiphers(): what is there, not OpenSSL's list. */

const keySizes = [128, 192, 256];

/** ciphers.ts in the full module has them all. */
export const cipherNames = [
  ...keySizes.flatMap((bits) => ['cbc', 'ctr', 'ecb', 'gcm'].map((mode) => `aes-${bits}-${mode}`)),
  ...keySizes.map((bits) => `aes${bits}`),
  'chacha20-poly1305',
  ...keySizes.map((bits) => `id-aes${bits}-GCM`),
];

export const curveNames = ['secp256k1', 'secp384r1', 'secp521r1', 'prime256v1'];

/** No TLS, so no suites. */
export const tlsCipherNames: string[] = [];
