import { cryptoExtension } from '../worker/bindings/crypto/full.ts';
import { register } from '../worker/extensions.ts';

register('crypto', cryptoExtension);
