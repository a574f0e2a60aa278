import { createZlibBinding } from '../worker/bindings/zlib/full.ts';
import { register } from './extension.ts';

register('zlib', createZlibBinding);
