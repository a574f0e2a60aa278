import { createZlibBinding } from '../worker/bindings/zlib/full.ts';
import { register } from '../worker/extensions.ts';

register('zlib', createZlibBinding);
