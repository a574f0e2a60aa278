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

// Names that the other module does not export.
for (const name of ['exported', 'builtin', 'commonjs', 'through-star', 'cycle', 'star', 'default-named', 'default-exported', 'strange']) {
  try {
    console.log(require(`./missing/${name}.mjs`));
  } catch (error) {
    console.log(name, error.message, error.stack.split('\n')[0] === String(error), Object.keys(error));
  }
}
require('./missing/default.mjs');
