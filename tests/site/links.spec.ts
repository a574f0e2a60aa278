/** Every link, fragment and asset of the built site leads somewhere, whatever path it is served under. */
import { checkLinks } from '../../src/build/check-links.ts';
import { expect, mustBeBuilt, pagesOf, sites, test } from '../support/site.ts';

for (const [name, site] of Object.entries(sites)) {
  test(`every link of the site built for ${site.base} leads somewhere`, () => {
    mustBeBuilt(site);
    expect(pagesOf(site).length, `pages of ${name}`).toBeGreaterThan(8);
    expect(checkLinks(site.folder, site.base)).toEqual([]);
  });
}
