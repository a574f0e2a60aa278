/** The map with the real engine and three processes: killed, started, cut, healed, delayed; from the map and from the list. */
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
  type Locator,
  type Page,
} from './support/built.ts';

const site = serveBuilt();
const open = (page: Page): Promise<Locator> => openBuilt(page, site(), 'rate-limiting/', 'rate-limiting/instances');
const process = (pane: Locator, name: string) =>
  pane.getByRole('list', { name: 'Processes' }).getByRole('listitem').filter({ hasText: name });
const wire = (pane: Locator, name: string) =>
  pane.getByRole('list', { name: 'Wires' }).getByRole('listitem').filter({ hasText: name });

test('what the list does shows on the map, and the other way round', async ({ page }) => {
  const box = await open(page);
  const pane = await openPane(box, 'Map');
  await expect(pane).toContainText('Press Run');
  await expect(pane.getByRole('list', { name: 'Processes' }).getByRole('listitem')).toHaveCount(3);
  await runBuilt(box);
  await expect(pane.getByRole('button', { name: 'Process store running :4000' })).toBeVisible();
  await process(pane, 'store').getByRole('button', { name: 'Kill: store' }).click();
  await expect(pane.getByRole('status')).toHaveText('store was killed.');
  await expect(pane.getByRole('button', { name: 'Process store not running, ended by SIGKILL' })).toBeVisible();
  await pane.getByRole('button', { name: 'Process store not running, ended by SIGKILL' }).focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('dialog', { name: 'Process store' });
  await expect(button(menu, 'Start: store')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(process(pane, 'store')).toContainText('running, port 4000');
  await page.keyboard.press('Escape');
  await expect(pane.getByRole('button', { name: 'Process store running :4000' })).toBeFocused();
  await wire(pane, 'client – api-1').getByRole('button', { name: 'Break' }).click();
  await expect(pane.getByRole('button', { name: /^Wire client – api-1: broken/ })).toBeVisible();
  const answer = box.locator('sandbox-answer').getByRole('status');
  const send = button(box, /^Send: /).first();
  await send.click();
  await expect(answer).toHaveText('no answer');
  await wire(pane, 'client – api-1').getByRole('button', { name: 'Heal' }).click();
  await expect(wire(pane, 'client – api-1')).toContainText('whole');
  await send.click();
  await expect(answer).toContainText('200 OK');
  await expect(wire(pane, 'client – api-1')).toContainText(/whole, \d+ connections, \d+ bytes/);
});

test('a store behind a cut wire is silent, and who asks it waits no longer than the time-out', async ({ page }) => {
  const box = await open(page);
  await runBuilt(box);
  const pane = await openPane(box, 'Map');
  await wire(pane, 'store – api-2').getByRole('button', { name: 'Cut' }).click();
  const answer = box.locator('sandbox-answer').getByRole('status');
  await button(box, 'Send: Without the store: the catalog').click();
  // A second at least: the time-out is what ends the wait.
  await expect(answer).toContainText(/200 OK ·\s+(\d+,?\d{3} ms|[1-9]\d*(\.\d+)? s)/);
  await box.getByRole('tab', { name: /^api-2/ }).click();
  await expect(box.getByRole('log')).toContainText('failing open');
});

test('a delay is felt; pieces are seen to travel, unless the reader wants no motion', async ({ page }) => {
  const box = await open(page);
  await runBuilt(box);
  const pane = await openPane(box, 'Map');
  await pane.getByRole('combobox', { name: 'Delay client – api-1' }).selectOption('1,000 ms');
  await expect(pane.getByRole('status')).toHaveText('Wire client – api-1: 1,000 ms late.');
  await button(box, /^Send: /)
    .first()
    .click();
  const dot = pane.locator('.sandbox-map-dot').first();
  await expect(dot).toBeAttached();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(box.locator('sandbox-answer').getByRole('status')).toContainText(
    /200 OK ·\s+([2-9]\d{3} ms|\d\d\.\d s)/,
  );
  await button(box, /^Send: /)
    .first()
    .click();
  await expect(pane.locator('.sandbox-map-dot').first()).toBeHidden();
  await expect(pane.locator('.sandbox-map-dot')).toHaveCount(0, { timeout: 10_000 });
});

for (const { device, theme, viewport } of LOOKS)
  test(`axe finds nothing in it, with a menu open: ${device}, ${theme}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: theme });
    const box = await open(page);
    await runBuilt(box);
    const pane = await openPane(box, 'Map');
    await wire(pane, 'api-1 – api-2').getByRole('button', { name: 'Cut' }).click();
    await pane.getByRole('button', { name: /^Process api-1/ }).press('Enter');
    await expect(page.getByRole('dialog', { name: 'Process api-1' })).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
  });
