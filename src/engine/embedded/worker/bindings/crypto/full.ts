import type { CryptoCore, CryptoExtension } from './index.ts';
import { createAgreeBinding } from './agree.ts';
import { createCipherJobs } from './cipher-jobs.ts';
import { createCipherBinding } from './ciphers.ts';
import { createDeriveBinding } from './derive.ts';
import { createKeygenBinding } from './keygen.ts';
import { moreHashAlgorithms } from './more-hashes.ts';
import { createKeyParser } from './parse-key.ts';
import { createPrimeBinding } from './primes.ts';
import { createRsaCipherBinding } from './rsa-cipher.ts';
import { createSignBinding } from './sign.ts';

/** All of node:crypto beyond the light core; see index.ts for when it is loaded. */
export function cryptoExtension(core: CryptoCore): CryptoExtension {
  core.algorithms.register(moreHashAlgorithms);
  const tools = { support: core.support, algorithms: core.algorithms };
  const parseKey = createKeyParser(tools);
  return {
    exports: {
      ...createAgreeBinding(core, parseKey),
      ...createCipherBinding(core),
      ...createCipherJobs(core),
      ...createDeriveBinding(core),
      ...createKeygenBinding(core, tools),
      ...createPrimeBinding(core),
      ...createRsaCipherBinding(core, parseKey),
      ...createSignBinding(core, parseKey),
    },
    parseKey,
  };
}
