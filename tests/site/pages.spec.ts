/** What must hold on every page: accessible in both themes, no sideways scrolling, no errors. */
import AxeBuilder from '@axe-core/playwright';
import { expect, pagesOf, sites, test } from '../support/site.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const path of pagesOf(sites.root)) {
  for (const theme of ['light', 'dark'] as const) {
    test(`${path} is accessible in ${theme} colors`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(`.${path}`);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      const { violations, passes } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect(
        violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target }) => target.join(' ')) })),
      ).toEqual([]);
      expect(passes.length).toBeGreaterThan(10);
    });
  }

  test(`${path} fits a phone and logs no error`, async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(`.${path}`);
    await page.waitForLoadState('networkidle');
    for (const width of [320, 390, 768, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, `pixels wider than a screen of ${width}`).toBeLessThanOrEqual(0);
    }
    expect(errors).toEqual([]);
  });
}
