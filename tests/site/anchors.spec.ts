/** Addresses that were published still lead where they led: bookmarks and links of other sites go on working. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLISHED, lostOf, readAnchors } from '../../src/build/anchors.ts';
import { expect, mustBeBuilt, sites, test } from '../support/site.ts';

test('no published address is lost', () => {
  mustBeBuilt(sites.root);
  const published = readAnchors(readFileSync(join(import.meta.dirname, '../..', PUBLISHED), 'utf8'));
  expect(published.length).toBeGreaterThan(1000);
  expect(
    lostOf(sites.root.folder, published),
    'A heading that has a new name keeps its old address: write <span id="its-old-id"></span> above it.',
  ).toEqual([]);
});
