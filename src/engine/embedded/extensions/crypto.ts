import { cryptoExtension } from '../worker/bindings/crypto/full.ts';
import { register } from './extension.ts';

register('crypto', cryptoExtension);
