/** Names for crypto.getCiphers(), getCurves() and tls.getCiphers(): what this engine has, not OpenSSL's list. */

const keySizes = [128, 192, 256];

/** Names of the ciphers in the full module (ciphers.ts). */
export const cipherNames = [
  ...keySizes.flatMap((bits) => ['cbc', 'ctr', 'ecb', 'gcm'].map((mode) => `aes-${bits}-${mode}`)),
  ...keySizes.map((bits) => `aes${bits}`),
  'chacha20-poly1305',
  ...keySizes.map((bits) => `id-aes${bits}-GCM`),
];

export const curveNames = ['secp256k1', 'secp384r1', 'secp521r1', 'prime256v1'];

/** Names of TLS suites: none, as there is no TLS. */
export const tlsCipherNames: string[] = [];
