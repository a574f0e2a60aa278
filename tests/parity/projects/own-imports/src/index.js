// A package that imports itself by name, and through its own maps.
import { secret } from '#internal/secret';
import { platform } from '#platform';
import * as self from 'own-imports';
import { shared } from 'own-imports/public/shared';

export const name = 'own-imports';
console.log(secret, platform, shared, self.name === undefined ? 'too early' : self.name);
for (const specifier of ['#nowhere', '#internal/none', 'own-imports/src/internal/secret.js', 'own-imports/none']) {
  await import(specifier).catch((error) => console.log(specifier, error.code, error.message));
}
