/**
 * `internalBinding('crypto')` (src/crypto/). This light core has what an Express program touches: MD5, SHA-1, SHA-2,
 * HMAC, random bytes, timingSafeEqual, secret keys. All else is asked of the full module (`full.ts`) at its first
 * use, and never while Node's library loads.
 */
import type { BindingContext } from '../../binding.ts';
import type { DefineJob } from './jobs.ts';
import { createJobDefiner } from './jobs.ts';
import { bindingConstants } from './constants.ts';
import { unavailable } from './errors.ts';
import { HashAlgorithms, hashNames } from './hash-algorithms.ts';
import { createHashBinding } from './hash.ts';
import { createHmacBinding } from './hmac.ts';
import { createKeyBinding, type KeyBinding, type ParseKey } from './keys.ts';
import { createRandomBinding } from './random.ts';
import { Support } from './support.ts';
import { cipherNames, curveNames, tlsCipherNames } from './names.ts';

/** What the light core lends to the full module. */
export interface CryptoCore {
  context: BindingContext;
  support: Support;
  algorithms: HashAlgorithms;
  defineJob: DefineJob;
  keys: KeyBinding;
}

/** What the full module supplies: further names of the binding, and the reader of keys. */
export interface CryptoExtension {
  exports: Record<string, unknown>;
  parseKey: ParseKey;
}

/** The export of `full.ts`. */
export type CryptoExtensionFactory = (core: CryptoCore) => CryptoExtension;

/** Functions of the full module. */
const fullFunctions = [
  'ECDHConvertKey',
  'getCipherInfo',
  'privateDecrypt',
  'privateEncrypt',
  'publicDecrypt',
  'publicEncrypt',
];

/** Classes of the full module. */
const fullClasses = [
  'AESCipherJob',
  'ChaCha20Poly1305CipherJob',
  'CheckPrimeJob',
  'CipherBase',
  'DHBitsJob',
  'ECDH',
  'EcKeyPairGenJob',
  'HKDFJob',
  'NidKeyPairGenJob',
  'PBKDF2Job',
  'RSACipherJob',
  'RandomPrimeJob',
  'RsaKeyPairGenJob',
  'ScryptJob',
  'SecretKeyGenJob',
  'Sign',
  'SignJob',
  'Verify',
];

/** What nobody supplies, and what can be done instead. */
const missing: Record<string, [feature: string, instead: string]> = {
  DiffieHellman: ['crypto.createDiffieHellman()', 'use ECDH (crypto.createECDH) or X25519.'],
  DiffieHellmanGroup: ['crypto.getDiffieHellman()', 'use ECDH (crypto.createECDH) or X25519.'],
  DhKeyPairGenJob: ["A 'dh' key pair", "generate an 'x25519' or 'ec' pair."],
  DsaKeyPairGenJob: ["A 'dsa' key pair", "generate an 'ed25519', 'ec' or 'rsa' pair."],
  SecureContext: ['TLS', 'serve and connect over plain HTTP or TCP.'],
  parseX509: ['crypto.X509Certificate', 'run the program in real Node.'],
  certVerifySpkac: ['crypto.Certificate', 'run the program in real Node.'],
  certExportPublicKey: ['crypto.Certificate', 'run the program in real Node.'],
  certExportChallenge: ['crypto.Certificate', 'run the program in real Node.'],
  setFipsCrypto: ['FIPS mode', 'run the program in real Node.'],
  TurboShakeJob: ['TurboSHAKE', 'use SHAKE, SHA-3 or SHA-2.'],
  KangarooTwelveJob: ['KangarooTwelve', 'use SHAKE, SHA-3 or SHA-2.'],
};

/**
 * @param loadFull gives the `cryptoExtension` of `full.ts`, synchronously, when its code is there; undefined when it
 *   is not, which fails the call with a sentence
 */
export function createCryptoBinding(
  context: BindingContext,
  loadFull: () => CryptoExtensionFactory | undefined = () => undefined,
): Record<string, unknown> {
  let extension: CryptoExtension | undefined;
  function full(feature: string): CryptoExtension {
    if (extension === undefined) {
      const factory = loadFull();
      if (factory === undefined) {
        throw unavailable(`crypto (${feature})`, 'this program was started without the full crypto module.');
      }
      extension = factory(core);
    }
    return extension;
  }

  const support = new Support(context);
  const defineJob = createJobDefiner(support);
  const algorithms = new HashAlgorithms(() => void full('hashes'));
  const keys = createKeyBinding(support, (...input) => full('keys').parseKey(...input));
  const core: CryptoCore = { context, support, algorithms, defineJob, keys };

  const binding: Record<string, unknown> = {
    ...bindingConstants,
    ...keys.exports,
    ...createHashBinding(support, algorithms, defineJob),
    ...createHmacBinding(support, algorithms, defineJob),
    ...createRandomBinding(defineJob),
    getHashes: () => [...hashNames],
    getCiphers: () => [...cipherNames],
    getCurves: () => [...curveNames],
    getSSLCiphers: () => [...tlsCipherNames],
    getCachedAliases: () => ({ __proto__: null }),
    getFipsCrypto: () => 0,
    testFipsCrypto: () => false,
    getOpenSSLSecLevelCrypto: () => 2,
    getBundledRootCertificates: () => [],
    getSystemCACertificates: () => [],
    getExtraCACertificates: () => [],
    getUserRootCertificates: () => [],
    getCertificateCompressionAlgorithms: () => [],
    resetRootCertStore: () => undefined,
    startLoadingCertificatesOffThread: () => undefined,
  };

  for (const name of fullFunctions) {
    binding[name] = (...args: unknown[]): unknown =>
      (full(name).exports[name] as (...args: unknown[]) => unknown)(...args);
  }

  for (const name of fullClasses) {
    // Stands in for the class until the first `new`, then shares its prototype for `instanceof`.
    const stand = function (...args: unknown[]): object {
      const target = full(name).exports[name] as new (...args: unknown[]) => object;
      stand.prototype = target.prototype as object;
      return new target(...args);
    };
    binding[name] = stand;
  }

  for (const [name, [feature, instead]] of Object.entries(missing)) {
    binding[name] = function (): never {
      throw unavailable(feature, instead);
    };
  }

  return binding;
}
