import { createZlibBinding } from '../worker/bindings/zlib.ts';
import { register } from './extension.ts';

register('zlib', createZlibBinding);
