import main from 'pkg';
import feature from 'pkg/feature';
import { deep } from 'pkg/deep/one.js';
import self from 'own-name/self';
import internal from '#internal';
import { where } from '#where/x';
import { createRequire } from 'node:module';
console.log(main, feature, deep, self, internal, where);
const require = createRequire(import.meta.url);
console.log(require('pkg'), require('pkg/feature'), require.resolve('pkg'));
for (const specifier of ['pkg/hidden.js', 'pkg/private/secret.js', 'pkg/deep/none.js', 'pkg/nothing', '#missing', '#bad', 'pkg/package.json', 'old', 'old/lib.js', 'old/none.js', 'invalid', '@scope/pkg', 'conditional']) {
  for (const [kind, load] of [['import', (name) => import(name)], ['require', async (name) => require(name)]]) {
    try {
      const loaded = await load(specifier);
      console.log(kind, specifier, loaded.default ?? loaded);
    } catch (error) {
      console.log(kind, specifier, error.name, error.code, error.message);
    }
  }
}
