import { meta } from './deep/other.mjs';
console.log(import.meta.url, import.meta.filename, import.meta.dirname, import.meta.main);
console.log(meta.url, meta.filename, meta.dirname, meta.main);
console.log(import.meta.resolve('./x.mjs'), import.meta.resolve('node:fs'), import.meta.resolve('fs'));
console.log(Object.keys(import.meta), typeof import.meta.resolve, Object.getPrototypeOf(import.meta));
try {
  import.meta.resolve('no-such-package');
} catch (error) {
  console.log(error.code, error.message);
}
console.log(typeof require, typeof module, typeof __filename, this);
