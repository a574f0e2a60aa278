/** The clock pane, with the real engine: opened by “More”, held, stepped, moved, let go. */
import { LOOKS } from '../support/looks.ts';
import {
  button,
  expect,
  expectAccessible,
  openBuilt,
  openPane,
  runBuilt,
  serveBuilt,
  test,
  replaceBuilt,
} from './support/built.ts';

const site = serveBuilt();

/** Prints when its timers fire. */
const TIMERS = `
import { createServer } from 'node:http';

createServer((req, res) => setTimeout(() => res.end('late'), 5000)).listen(process.env.PORT ?? 3000);
setTimeout(() => console.log('an hour has passed'), 3_600_000);
setTimeout(() => console.log('a day has passed'), 86_400_000);
`;

test('the clock is held, stepped to the next timer, moved, and let go', async ({ page }) => {
  const box = await openBuilt(page, site());
  const pane = await openPane(box, 'Clock');
  await expect(pane).toContainText('Press Run');
  await replaceBuilt(box, TIMERS);
  await runBuilt(box);
  const says = pane.getByRole('status');
  await button(pane, 'Stand still').click();
  await expect(button(pane, 'Stand still')).toHaveAttribute('aria-pressed', 'true');
  await expect(says).toContainText('stands still');
  await button(box, 'Send: Say hello').first().click();
  await expect(box.locator('sandbox-answer').getByRole('status')).toContainText('waiting');
  const time = pane.locator('time');
  const before = await time.textContent();
  await expect(async () => {
    await button(pane, 'Step to the next timer').click();
    await expect(box.locator('sandbox-answer').getByRole('status')).toContainText('200 OK', { timeout: 500 });
  }).toPass();
  await expect(time).not.toHaveText(before!);
  await pane.getByRole('spinbutton', { name: 'How much' }).fill('2');
  await pane.getByRole('combobox', { name: 'Unit' }).selectOption('h');
  await button(pane, 'Advance by').click();
  await expect(says).toHaveText('The clock was moved by 2 h; all that was due has happened.');
  await expect(box.getByRole('log')).toContainText('an hour has passed');
  await expect(box.getByRole('log')).not.toContainText('a day has passed');
  await expect(pane).toContainText(/2 h( \d min)? ahead of this machine/);
  await button(pane, '1000 ×').click();
  await expect(says).toHaveText('The clock goes 1000 times as fast.');
  await button(pane, 'Real speed').click();
  await expect(button(pane, 'Real speed')).toHaveAttribute('aria-pressed', 'true');
  await button(box.locator('.sandbox-bar'), 'Stop').click();
  await expect(pane).toContainText('Press Run');
});

for (const width of [1440, 390])
  test(`an author opens it from the start: it is there before the script, as high as after it, ${width} wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${site()}versioning/`);
    const box = page.locator('live-sandbox[data-name="versioning/sunset"]');
    await expect(box).not.toHaveAttribute('data-active');
    await expect(box.locator('[data-pane="clock"]')).toContainText('Press Run');
    const height = () => box.evaluate((element) => element.getBoundingClientRect().height);
    const before = await height();
    await box.hover();
    await expect(box).toHaveAttribute('data-active');
    await expect(box.locator('sandbox-clock')).toContainText('Press Run');
    expect(Math.abs((await height()) - before)).toBeLessThanOrEqual(1);
  });

test('by keyboard alone: opened, used, closed, and the focus goes where the reader is', async ({ page }) => {
  const files: string[] = [];
  page.on('request', (request) => files.push(new URL(request.url()).pathname));
  const box = await openBuilt(page, site());
  await runBuilt(box);
  const loaded = () => files.some((path) => path.includes('/clock.'));
  expect(loaded()).toBe(false);
  await button(box, 'More panes').focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('dialog', { name: 'More panes' });
  await expect(menu.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button(box, 'More panes')).toBeFocused();
  // The browser gives the focus back first, and tells in a task of its own that the menu is closed.
  await expect(button(box, 'More panes')).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  await menu.getByRole('button', { name: /^Clock/ }).focus();
  await page.keyboard.press('Enter');
  const pane = box.locator('[data-pane="clock"]');
  await expect(pane.locator('.sandbox-tool-title')).toBeFocused();
  expect(loaded()).toBe(true);
  await page.keyboard.press('Tab');
  await expect(button(pane, 'Close: Clock')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(button(pane, 'Stand still')).toHaveAttribute('aria-pressed', 'true');
  await button(pane, 'Close: Clock').press('Enter');
  await expect(pane).toHaveCount(0);
  await expect(button(box, 'More panes')).toBeFocused();
});

for (const { device, theme, viewport } of LOOKS)
  test(`axe finds nothing in the menu and the pane: ${device}, ${theme}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: theme });
    const box = await openBuilt(page, site());
    await runBuilt(box);
    const pane = await openPane(box, 'Clock');
    await button(pane, 'Stand still').click();
    await button(box, 'More panes').click();
    await expect(page.getByRole('dialog', { name: 'More panes' })).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
  });
