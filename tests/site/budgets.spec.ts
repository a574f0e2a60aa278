/** How many bytes a chapter costs before the reader has done anything. */
import { gzipSync } from 'node:zlib';
import { chapterPages, expect, sites, test } from '../support/site.ts';

/** Bytes; a server that compresses sends about this. */
const PAGE = 90_000;
const SCRIPTS = 25_000;
const FONTS = 65_000;

for (const path of ['/', ...chapterPages(sites.root)]) {
  test(`${path} keeps to its budget before any interaction`, async ({ page }) => {
    const loaded: { readonly url: string; readonly type: string; readonly bytes: number }[] = [];
    const pending: Promise<void>[] = [];
    page.on('response', (response) => {
      pending.push(
        response.body().then((body) => {
          const type = response.request().resourceType();
          // Fonts are compressed already.
          const bytes = type === 'font' ? body.length : gzipSync(body, { level: 9 }).length;
          loaded.push({ url: response.url(), type, bytes });
        }),
      );
    });
    await page.goto(`.${path}`);
    await page.waitForLoadState('networkidle');
    await Promise.all(pending);
    const sum = (type?: string) =>
      loaded.filter((item) => type === undefined || item.type === type).reduce((total, { bytes }) => total + bytes, 0);
    const list = loaded.map(({ url, bytes }) => `${bytes} ${new URL(url).pathname}`).join('\n');
    expect(sum('document'), 'the page itself has been counted').toBeGreaterThan(1000);
    expect(sum('font'), list).toBeLessThanOrEqual(FONTS);
    expect(sum('font'), 'fonts have been counted').toBeGreaterThan(1000);
    expect(sum('script'), list).toBeLessThanOrEqual(SCRIPTS);
    expect(sum(), list).toBeLessThanOrEqual(PAGE);
    console.log(`${path}: ${sum()} bytes, of them ${sum('script')} scripts, ${sum('font')} fonts`);
  });
}
