// CommonJS that requires ES modules, imports them, and loads packages under names it makes up.
const plain = require('cjs-only');
const esm = require('esm-only');
const data = require('./lib/data.json');
console.log(plain.greet('CommonJS'), esm.default, Object.keys(esm));
console.log(require('esm-only/feature').feature, data.list.length);
for (const letter of ['a', 'b']) console.log(require(`plugin-${letter}`)(plain));
try {
  require('esm-only/lib/hidden.js');
} catch (error) {
  console.log(error.code, error.message);
}
try {
  require(['no', 'such', 'package'].join('-'));
} catch (error) {
  console.log(error.code, error.message.split('\n')[0]);
}
console.log(require.resolve('conditions'), require('conditions').way);
console.log(require('@scope/dual').format, require('@scope/dual/package.json').version);
import('./lib/module.mjs').then(async ({ report }) => {
  console.log(await report());
  console.log(__filename, module.paths.slice(0, 2));
});
