import type { CryptoCore, CryptoExtension } from './index.ts';
import { createCipherJobs } from './cipher-jobs.ts';
import { createCipherBinding } from './ciphers.ts';
import { createDeriveBinding } from './derive.ts';
import { unavailable } from './errors.ts';
import { moreHashAlgorithms } from './more-hashes.ts';

/** All of node:crypto beyond the light core; see index.ts for when it is loaded. */
export function cryptoExtension(core: CryptoCore): CryptoExtension {
  core.algorithms.register(moreHashAlgorithms);
  return {
    exports: {
      ...createCipherBinding(core),
      ...createCipherJobs(core),
      ...createDeriveBinding(core),
    },
    parseKey() {
      throw unavailable('A public or private key', 'use a secret key.');
    },
  };
}
