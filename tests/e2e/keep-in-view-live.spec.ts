/** A sandbox at hand while the text is read: at the foot of a wide window, one tap away on a phone. */
import { button, expect, expectAccessible, openBuilt, runBuilt, serveBuilt, status, test } from './support/built.ts';

const site = serveBuilt();
const NAME = 'rate-limiting/boundary';

test.describe('on a wide screen', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('it stands at the foot of the window while its place is out of sight, and goes on working', async ({ page }) => {
    const box = await openBuilt(page, site(), 'rate-limiting/', NAME);
    await expect(button(box, 'Keep in view')).toHaveCount(0);
    await runBuilt(box);
    await button(box, 'Keep in view').click();
    await expect(button(box, 'Keep in view')).toHaveAttribute('aria-pressed', 'true');
    const frame = box.locator('.sandbox');
    const heading = page.locator('article h2').last();
    const height = await box.evaluate((element) => element.getBoundingClientRect().height);
    await heading.evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
    await expect(frame).toBeInViewport();
    await expect(frame).toHaveCSS('position', 'fixed');
    await expect(heading).toBeInViewport();
    // Its place is kept, so that the text does not move.
    expect(await box.evaluate((element) => element.getBoundingClientRect().height)).toBeCloseTo(height, 0);
    const { bottom, share } = await frame.evaluate((element) => {
      const rect = element.getBoundingClientRect();
      return { bottom: innerHeight - rect.bottom, share: rect.height / innerHeight };
    });
    expect(bottom).toBeCloseTo(0, 0);
    expect(share).toBeLessThan(0.5);

    await button(box, /^Send: /)
      .first()
      .click();
    await expect(box.locator('.sandbox-answer-status')).toContainText('200 OK');
    await button(box, 'Restart').click();
    await expect(status(box)).toContainText('listening on 3000', { timeout: 30_000 });
    await expect(frame).toHaveCSS('position', 'fixed');
    await expectAccessible(page);

    // What is jumped to stands above it.
    await page.locator('.rail-sections a').nth(1).click();
    const section = page.locator('article h2').nth(1);
    await expect(section).toBeInViewport();

    await button(box, 'Keep in view').click();
    await expect(frame).not.toHaveCSS('position', 'fixed');
    expect(await page.evaluate(() => document.body.style.paddingBottom)).toBe('');
  });

  test('in its own place it stands there', async ({ page }) => {
    const box = await openBuilt(page, site(), 'rate-limiting/', NAME);
    await runBuilt(box);
    await button(box, 'Keep in view').click();
    const frame = box.locator('.sandbox');
    await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
    await expect(frame).toHaveCSS('position', 'fixed');
    await box.evaluate((element) => element.scrollIntoView({ behavior: 'instant' }));
    await expect(frame).not.toHaveCSS('position', 'fixed');
    await expect(frame).toBeInViewport();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a button leads to it while it runs, and another back', async ({ page }) => {
    const box = await openBuilt(page, site(), 'rate-limiting/', NAME);
    await runBuilt(box);
    await expect(button(box, 'Keep in view')).toBeHidden();
    const way = page.getByRole('button', { name: /^To the sandbox: / });
    await expect(way).toHaveCount(0);
    const read = page.locator('article > p').last();
    await read.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await expect(way).toBeVisible();
    const rect = (await way.boundingBox())!;
    expect(Math.min(rect.width, rect.height)).toBeGreaterThanOrEqual(44);
    await expectAccessible(page);
    // Looking at all of the page has moved it.
    await read.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await way.tap();
    await expect(button(box, 'Restart')).toBeInViewport();
    await expect(way).toHaveCount(0);
    await page.getByRole('button', { name: 'Back to the text' }).tap();
    await expect(read).toBeInViewport();
    await expect(way).toBeVisible();
    await way.tap();
    await button(box, 'Stop').tap();
    await read.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    await expect(box).not.toBeInViewport();
    await expect(way).toHaveCount(0);
  });
});
