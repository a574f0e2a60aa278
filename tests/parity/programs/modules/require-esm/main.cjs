const library = require('./library.mjs');
console.log(library.default, library.named, Object.keys(library), library[Symbol.toStringTag]);
const { whole } = require('./exports-whole.mjs');
console.log(require('./exports-whole.mjs'), whole);
try {
  require('./waits.mjs');
} catch (error) {
  console.log(error.code, error.message.split('\n')[0]);
}
import('./library.mjs').then((again) => console.log(again === library, again.named));
