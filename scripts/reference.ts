/** `npm run reference`: writes docs/workbench.md from the code of the workbench. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REFERENCE, workbenchReference } from './docs/workbench-reference.ts';
import { root } from './lib/build-site.ts';
import { failPlainly } from './lib/fail.ts';

failPlainly(async () => {
  writeFileSync(join(root, REFERENCE), workbenchReference(root));
  console.log(`${REFERENCE} is written.`);
});
