import wasm from 'brotli-dec-wasm/web/bg.wasm';
import { loadBrotli } from '../worker/bindings/zlib/brotli.ts';
import { register } from '../worker/extensions.ts';

register('brotli', () => loadBrotli(wasm));
