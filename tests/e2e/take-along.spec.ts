/** Taken along and handed on: requests that stay, a zip, a link, and a sandbox over the whole screen. */
import { readFileSync } from 'node:fs';
import { expectAccessible } from '../support/axe.ts';
import { unzip } from '../support/unzip.ts';
import {
  button,
  expect,
  replaceFile,
  run,
  sandbox,
  status,
  test,
  WINDOW,
  type Locator,
  type Page,
} from './support/workbench.ts';

const menu = (box: Locator) => box.getByRole('dialog', { name: 'More panes' });

async function more(box: Locator, item: string): Promise<void> {
  await box.hover();
  await expect(box).toHaveAttribute('data-active');
  await button(box, 'More panes').click();
  await menu(box).getByRole('button', { name: item }).click();
}

/** Changes a request and adds one. */
async function changeRequests(box: Locator): Promise<void> {
  await box.hover();
  await box.locator('[data-action="open-request"]').first().click();
  await box.getByRole('textbox', { name: /^Request:/ }).fill('GET http://localhost:3000/changed');
  await button(box, 'New').click();
  await box.getByRole('textbox', { name: 'Request: Your request' }).fill('GET http://localhost:3000/mine');
}

/** Copies a link. @returns it */
async function copyLink(page: Page, box: Locator): Promise<string> {
  await page.evaluate(() => {
    navigator.clipboard.writeText = (text) => {
      document.documentElement.dataset['copied'] = text;
      return Promise.resolve();
    };
  });
  await more(box, 'Copy a link');
  await expect(menu(box).getByText('The link is copied.')).toBeVisible();
  await page.keyboard.press('Escape');
  return (await page.locator('html').getAttribute('data-copied'))!;
}

test('requests that were changed are there again after a reload', async ({ page, open }) => {
  const box = await open();
  await changeRequests(box);
  await expect
    .poll(() =>
      page.evaluate(
        (name) =>
          new Promise((resolve) => {
            const opening = indexedDB.open('port3000');
            opening.onsuccess = () => {
              const reading = opening.result.transaction('files').objectStore('files').get(name);
              reading.onsuccess = () => resolve(JSON.stringify(reading.result ?? null));
            };
          }),
        WINDOW.replace('/', '-'),
      ),
    )
    .toContain('3000/mine');
  await page.reload();
  await box.hover();
  await expect(box.getByText(/Your changes of .* are here again: 2 requests\./)).toBeVisible();
  await expect(box.locator('.sandbox-request-target').first()).toHaveText(/GET\s+\/changed/);
  await expect(box.locator('.sandbox-request-target').last()).toHaveText(/GET\s+\/mine/);
  await button(box, 'Use the book’s requests').click();
  await expect(box.locator('.sandbox-request-target').first()).not.toHaveText(/changed/);
  await button(box, 'Undo').click();
  await expect(box.locator('.sandbox-request-target').last()).toHaveText(/GET\s+\/mine/);
});

test('a zip holds the reader’s files and requests', async ({ page, open }) => {
  const box = await open();
  await replaceFile(box, '// mine\n');
  await changeRequests(box);
  const [download] = await Promise.all([page.waitForEvent('download'), more(box, 'Download as a zip')]);
  expect(download.suggestedFilename()).toBe('port3000-rate-limiting-boundary.zip');
  const files = unzip(readFileSync(await download.path()));
  const folder = 'port3000-rate-limiting-boundary';
  expect(Object.keys(files).sort()).toEqual(
    ['README.md', 'limiter.js', 'package.json', 'replay.js', 'requests.http', 'server.js'].map(
      (path) => `${folder}/${path}`,
    ),
  );
  expect(files[`${folder}/limiter.js`]).toBe('// mine\n');
  expect(files[`${folder}/requests.http`]).toMatch(
    /GET http:\/\/localhost:3000\/changed\n[^]*### Your request\nGET http:\/\/localhost:3000\/mine\n/,
  );
  await expect(menu(box).getByText('is handed to your browser')).toBeVisible();
});

test.describe('a link', () => {
  test('shows what differs before anything of it is there or runs; then it is used, and undone', async ({
    page,
    open,
    browser,
    harness,
  }) => {
    const box = await open();
    await replaceFile(box, '// mine\nexport const limit = 1;\n');
    await changeRequests(box);
    const link = await copyLink(page, box);
    expect(link.startsWith(`${harness.url}#open=${WINDOW}~1~`)).toBe(true);

    const other = await browser.newContext();
    const elsewhere = await other.newPage();
    const asked: string[] = [];
    elsewhere.on('request', (request) => asked.push(request.url()));
    await elsewhere.goto(link);
    const there = sandbox(elsewhere, WINDOW);
    await expect(
      there.getByText(
        /holds changes that somebody has made to this sandbox: limiter\.js, 2 requests\. Nothing of it has run\./,
      ),
    ).toBeVisible();
    const difference = there.getByRole('group', { name: 'limiter.js: the book’s and the link’s' });
    await expect(difference.locator('ins')).toContainText(['// mine', 'export const limit = 1;']);
    await expect(there.locator('.sandbox-listing').first()).toContainText('export function clockWindow');
    await expect(there.locator('.sandbox-request-target').first()).not.toHaveText(/changed/);
    await expect(status(there)).toHaveAttribute('data-phase', 'idle');
    await expectAccessible(elsewhere, { within: 'live-sandbox' });
    if (process.env['SHOTS'] !== undefined) await elsewhere.screenshot({ path: `${process.env['SHOTS']}/link.png` });

    await button(there, 'Use these changes').click();
    await expect(there.locator('.sandbox-file:visible')).toContainText('// mine');
    await expect(there.locator('.sandbox-request-target').first()).toHaveText(/GET\s+\/changed/);
    await expect(status(there)).toHaveAttribute('data-phase', 'idle');
    expect(new URL(elsewhere.url()).hash).toBe('');
    await button(there, 'Undo').click();
    await expect(there.locator('.sandbox-file:visible')).toContainText('export function clockWindow');
    await expect(there.locator('.sandbox-request-target').first()).not.toHaveText(/changed/);
    await other.close();
  });

  test('that is damaged says so, and the book’s version is there and runs', async ({ page, open, harness }) => {
    await open();
    await page.goto(`${harness.url}#open=${WINDOW}~1~abc`);
    const box = sandbox(page, WINDOW);
    await expect(box.getByRole('alert')).toContainText('This link is damaged');
    await run(box);
    await button(box, 'Close').first().click();
    await expect(box.getByRole('alert')).toHaveCount(0);
    await page.goto(`${harness.url}#open=nowhere/nothing~1~abc`);
    await expect(page.getByRole('alert').first()).toContainText(
      'a sandbox that this page does not have: nowhere/nothing.',
    );
    await page.goto(`${harness.url}#open=${WINDOW}~9~abc`);
    await expect(page.getByRole('alert').first()).toContainText('newer version');
  });

  test('that cannot be copied stands there to be copied by hand', async ({ page, open }) => {
    const box = await open();
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
    });
    await more(box, 'Copy a link');
    await expect(menu(box).getByRole('textbox', { name: 'Link' })).toHaveValue(/#open=rate-limiting\/boundary~1~/);
  });

  test('of too much is refused, and the zip is named', async ({ page, open }) => {
    const box = await open();
    // What cannot be packed: digits without an order.
    await replaceFile(box, `// ${Array.from({ length: 60_000 }, () => Math.random().toString(36)[2]).join('')}\n`);
    await more(box, 'Copy a link');
    await expect(menu(box).getByText(/too much for a link.*Hand on the zip\./)).toBeVisible();
    await expect(page.locator('html[data-copied]')).toHaveCount(0);
  });
});

test.describe('full screen', () => {
  test('covers the screen; a button and Escape lead back', async ({ page, open }) => {
    const box = await open();
    await box.scrollIntoViewIfNeeded();
    await more(box, 'Full screen');
    const leave = button(box, 'Leave full screen');
    await expect(leave).toBeFocused();
    await expect(box).toHaveAttribute('data-full', 'screen');
    await run(box);
    await button(box, /^Send: A burst that cannot be read/).click();
    await expect(box.locator('sandbox-answer')).toContainText('400');
    await expectAccessible(page, { within: 'live-sandbox[data-full]' });
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/full-screen.png` });
    await leave.click();
    await expect(box).not.toHaveAttribute('data-full');
    await expect(button(box, 'More panes')).toBeFocused();
    expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();
  });

  test('covers the window where the browser has none', async ({ page, open }) => {
    await page.addInitScript(() => {
      Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('not here'));
    });
    await page.setViewportSize({ width: 390, height: 844 });
    const box = await open();
    await more(box, 'Full screen');
    await expect(box).toHaveAttribute('data-full', 'window');
    expect(await box.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    if (process.env['SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['SHOTS']}/full-window.png` });
    await button(box, 'Engine').click();
    await expect(box.getByRole('radio', { name: /^Embedded engine/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(box).toHaveAttribute('data-full', 'window');
    await page.keyboard.press('Escape');
    await expect(box).not.toHaveAttribute('data-full');
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the menu, ${colorScheme}`, async ({ page, open }) => {
    await page.emulateMedia({ colorScheme });
    const box = await open();
    await more(box, 'Download as a zip');
    await expect(menu(box).getByText('is handed to your browser')).toBeVisible();
    await expectAccessible(page, { within: '.sandbox-more-menu' });
    if (process.env['SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['SHOTS']}/more-${colorScheme}.png` });
  });
