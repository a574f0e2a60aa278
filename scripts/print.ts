/**
 * `npm run book:print [-- --base /book/] [-- --site https://example.com] [-- --out folder] [-- --skip-build]`: builds
 * the site with an EPUB and a PDF of the whole book, to which its contents lead. With `--skip-build` the two files are
 * made of the site that is in the folder.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEdition } from '../src/print/edition.ts';
import { makeEpub } from '../src/print/epub/epub.ts';
import { EPUB, PDF } from '../src/print/files.ts';
import { makePdf } from '../src/print/pdf/pdf.ts';
import { buildSite, root } from './lib/build-site.ts';
import { ensureChromium } from './lib/chromium.ts';
import { failPlainly } from './lib/fail.ts';
import { readOptions } from './lib/options.ts';
import { pdfRenderer } from './print/render.ts';

failPlainly(async () => {
  const { base, site, out, skipBuild } = readOptions(process.argv.slice(2), ['base', 'site', 'out', 'skip-build']);
  // Before the build, so that who has no Chromium does not wait for it.
  const chromium = ensureChromium(root);
  if (!skipBuild) await buildSite({ base, site, out, printed: true });
  const edition = readEdition(root);
  write(EPUB, makeEpub(root, join(root, out), edition));
  console.log('The PDF is laid out twice, which takes minutes.');
  write(PDF, await makePdf(root, join(root, out), edition, pdfRenderer(chromium)));

  function write(name: string, bytes: Uint8Array): void {
    writeFileSync(join(root, out, name), bytes);
    console.log(`${join(out, name)}: ${(bytes.length / 1e6).toFixed(1)} MB`);
  }
});
