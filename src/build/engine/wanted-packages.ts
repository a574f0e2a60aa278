/** The packages that sandboxes use or readers may, and the texts that show which subpaths of them. */
import { fileURLToPath } from 'node:url';
import { BUNDLED } from '../../sandbox/bundled-packages.ts';
import { catalogue } from '../../sandbox/catalogue/catalogue.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** @returns names of packages, and the text of every file that can import from them */
export function wantedPackages(): { readonly names: readonly string[]; readonly sources: readonly string[] } {
  const { dependencies, sandboxes } = catalogue(root);
  return {
    names: dependencies,
    sources: [
      ...sandboxes.flatMap(({ files, exercise }) => Object.values({ ...files, ...exercise?.solution })),
      // What readers may import in the playground, as if a file did.
      ...Object.values(BUNDLED).flatMap(({ imports = [] }) => imports.map((specifier) => `import '${specifier}';`)),
    ],
  };
}
