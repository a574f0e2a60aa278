/**
 * The workbench in a real browser. The engine only plays here (tests/harness/fake-engine.ts), so that
 * exits, floods and failures come when a test wants them.
 */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { startHarness, type Harness } from './support/harness.ts';

let harness: Harness;
test.beforeAll(async () => {
  harness = await startHarness();
});
test.afterAll(() => harness?.close());

const WINDOW = 'rate-limit-boundary';
const INSTANCES = 'rate-limit-instances';
const PROGRAM = 'rate-limit-algorithms';

const sandbox = (page: Page, name: string) => page.locator(`live-sandbox[data-name="${name}"]`);
const status = (box: Locator) => box.locator('.sandbox-status');
const button = (box: Locator, name: string | RegExp) => box.getByRole('button', { name });

async function open(page: Page, name: string = WINDOW): Promise<Locator> {
  await page.goto(harness.url);
  return sandbox(page, name);
}

async function run(box: Locator): Promise<void> {
  await button(box, 'Run').click();
  await expect(status(box)).toContainText('listening on');
}

/** Opens the file in front in the editor and puts `text` in place of what is there. */
async function replaceFile(box: Locator, text: string): Promise<void> {
  await button(box, /^Edit /).click();
  await expect(box.locator('.cm-content:visible')).toBeFocused();
  await box.page().keyboard.press('ControlOrMeta+a');
  await box.page().keyboard.insertText(text);
}

test.describe('before the reader does anything', () => {
  test('only the loader is there, in less than 3 kB, and nothing runs', async ({ page }) => {
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
    });
    const box = await open(page);
    await page.waitForLoadState('networkidle');
    const bytes = scripts.reduce((sum, path) => sum + gzipSync(harness.file(path)).length, 0);
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(3000);
    await expect(box).not.toHaveAttribute('data-active');
    await expect(status(box)).toHaveText('');
  });

  test('the panes take the place of the static parts without moving them', async ({ page }) => {
    const box = await open(page);
    const places = () => box.evaluate((element) => ['.sandbox-title', '[role="tab"]', '.sandbox-listing', '.sandbox-request', '.sandbox-recorded'].map((part) => {
      const { x, y, width, height } = element.querySelector(part)!.getBoundingClientRect();
      return [part, x, y + scrollY, width, height].map((value) => (typeof value === 'number' ? Math.round(value) : value));
    }));
    const before = await places();
    await box.hover();
    await expect(box).toHaveAttribute('data-active');
    expect(await places()).toEqual(before);
  });

  test('a press that began before the panes were there still counts', async ({ page }) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(/workbench/, async (route) => {
      await held;
      await route.continue();
    });
    const box = await open(page);
    await button(box, 'Run').hover();
    await page.mouse.down();
    const loaded = page.waitForResponse(/workbench.*\.js$/);
    release();
    await (await loaded).finished();
    // Time for the panes to come, as they would if nothing held them back.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    await page.mouse.up();
    await expect(status(box)).toContainText('listening on 3000');
  });

  test('says so when the workbench cannot be loaded', async ({ page }) => {
    await page.route(/workbench/, (route) => (route.request().resourceType() === 'script' ? route.abort() : route.continue()));
    const box = await open(page);
    await button(box, 'Run').click();
    await expect(status(box)).toHaveText('The workbench could not be loaded. Check the connection and reload the page.');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('all files, the requests and the recorded output can be read, and nothing pretends to work', async ({ page }) => {
    const box = await open(page);
    await expect(box.locator('.sandbox-listing')).toHaveCount(3);
    for (const listing of await box.locator('.sandbox-listing').all()) await expect(listing).toBeVisible();
    await expect(box.locator('.sandbox-file-name').first()).toHaveText('limiter.js');
    await expect(box.getByText('100 requests at 0:10, 100 more at 0:40').first()).toBeVisible();
    await box.locator('summary').click();
    await expect(box.locator('.sandbox-exchange').first()).toBeVisible();
    for (const control of await box.locator('button.sandbox-button').all()) await expect(control).toBeHidden();
  });
});

test.describe('running', () => {
  test('Run starts it, a request is answered, Stop ends it', async ({ page }) => {
    const box = await open(page);
    await run(box);
    await expect(status(box)).toHaveText(/^\s*listening on 3000 · started in \d+ ms\s*$/);
    await button(box, /^Send: A burst that cannot be read/).click();
    const answer = box.locator('sandbox-answer');
    await expect(answer.getByRole('status')).toHaveText(/400 Bad Request ·\s+1\.3 ms · \d+ bytes/);
    await expect(answer.getByRole('row', { name: /^Content-Type / })).toBeVisible();
    await expect(box.locator('[data-request="unreadable"] .sandbox-outcome')).toContainText('400');
    await button(box, 'Stop').click();
    await expect(status(box)).toHaveText('stopped');
    await expect(button(box, 'Stop')).toBeDisabled();
  });

  test('a request starts a sandbox that is not running', async ({ page }) => {
    const box = await open(page);
    await button(box, /^Send: 100 requests at 0:10/).click();
    await expect(box.locator('sandbox-answer').getByRole('status')).toContainText('200 OK');
    await expect(status(box)).toContainText('listening on 3000');
  });

  test('JSON is indented; the raw bytes are there too', async ({ page }) => {
    const box = await open(page);
    await button(box, /^Send: A burst that cannot be read/).click();
    await expect(box.locator('.sandbox-body')).toContainText('{\n  "');
    await button(box, 'Raw bytes').click();
    await expect(box.getByRole('group', { name: 'Sent' })).toContainText('GET /replay/clock?send=100 HTTP/1.1\\r\\n');
    await expect(box.getByRole('group', { name: 'Received' })).toContainText('HTTP/1.1 400 Bad Request\\r\\n');
  });

  test('two sandboxes do not disturb each other', async ({ page }) => {
    const first = await open(page);
    const second = sandbox(page, INSTANCES);
    await run(first);
    await run(second);
    await expect(status(second)).toContainText('listening on 3001, 3002, 4000');
    await button(first, 'Stop').click();
    await expect(status(first)).toHaveText('stopped');
    await expect(status(second)).toContainText('listening on 3001, 3002, 4000');
  });

  test('all requests are sent in their order, and each says how it was answered', async ({ page }) => {
    const box = await open(page, INSTANCES);
    await button(box, 'Send all in order').click();
    await expect(box.locator('.sandbox-outcome')).toHaveCount(10);
    await expect(box.locator('[data-request="closed"] .sandbox-outcome')).toContainText('503');
  });

  test('a program shows its output and its exit code', async ({ page }) => {
    const box = await open(page, PROGRAM);
    await button(box, 'Run').click();
    await expect(status(box)).toHaveText('exited with code 0');
    await expect(box.getByRole('log')).toContainText('Promise:');
    await expect(box.locator('.sandbox-requests')).toHaveCount(0);
  });

  test('an exit is said with its code, and the log shows why', async ({ page }) => {
    const box = await open(page);
    await replaceFile(box, 'fake:exit');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(status(box)).toHaveText('exited with code 1');
    const line = box.getByRole('log').getByText("SyntaxError: Unexpected token ':'");
    await expect(line).toBeVisible();
    await expect(line).toHaveAttribute('data-stream', 'stderr');
  });

  test('what cannot be started says why, in place', async ({ page }) => {
    const box = await open(page);
    await replaceFile(box, 'fake:boot');
    await button(box, 'Run').click();
    await expect(box.getByRole('alert')).toContainText('The engine did not answer within 15 seconds. Reload the page and press Run again.');
    await expect(status(box)).toHaveText('could not start');
  });

  test('a million lines leave the page answering, and the log says what it dropped', async ({ page }) => {
    const box = await open(page);
    await replaceFile(box, 'fake:flood');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(status(box)).toContainText('listening on 3000');
    const log = box.getByRole('log');
    await expect(log.locator('> div')).toHaveCount(1000);
    await expect(log).toContainText('line 1000000');
    await expect(box.getByText(/earlier lines are no longer kept; the last 1,000 are/)).toBeVisible();
    await button(box, 'Stop').click();
    await expect(status(box)).toHaveText('stopped');
  });

  test('each process has its own log', async ({ page }) => {
    const box = await open(page, INSTANCES);
    await run(box);
    await box.getByRole('tab', { name: /^api-2/ }).click();
    await expect(box.getByRole('log')).toHaveAttribute('aria-label', 'Log of api-2');
  });
});

test.describe('editing', () => {
  test('an edit is marked, says that a restart is needed, and is applied by Ctrl+S', async ({ page }) => {
    const box = await open(page);
    await run(box);
    await box.locator('.sandbox-listing').first().click({ position: { x: 200, y: 30 } });
    await expect(box.locator('.cm-content')).toBeFocused();
    await page.keyboard.type('// mine ');
    await expect(status(box)).toContainText('edited, restart to apply');
    await expect(box.getByRole('tab', { name: 'limiter.js (edited)' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+s');
    await expect(status(box)).toHaveText(/^\s*listening on 3000 · started in \d+ ms\s*$/);
    await expect(box.locator('.cm-content')).toContainText('// mine');
    await button(box, /^Reset file/).click();
    await expect(box.locator('.cm-content')).not.toContainText('// mine');
  });

  test('Reset brings files and requests back', async ({ page }) => {
    const box = await open(page);
    await replaceFile(box, 'nothing left');
    await button(box, 'New request').click();
    await expect(box.locator('.sandbox-request')).toHaveCount(5);
    await button(box, 'Reset').and(box.locator('[data-action="reset"]')).click();
    await expect(box.locator('.sandbox-request')).toHaveCount(4);
    await expect(box.locator('.cm-content:visible')).toContainText('export function clockWindow');
  });

  test('the editor shows the listing as it was, line by line', async ({ page }) => {
    const box = await open(page);
    const listing = await box.locator('.sandbox-listing').first().textContent();
    const top = await box.locator('.sandbox-listing .line').first().evaluate((line) => line.getBoundingClientRect().top);
    await button(box, /^Edit /).click();
    await expect(box.locator('.cm-line').first()).toBeVisible();
    expect((await box.locator('.cm-line').allTextContents()).slice(0, 10)).toEqual(listing!.split('\n').slice(0, 10));
    const editorTop = await box.locator('.cm-line').first().evaluate((line) => line.getBoundingClientRect().top);
    expect(Math.abs(editorTop - top)).toBeLessThanOrEqual(2);
  });

  test('a request can be changed, sent, found wrong in words, and reset', async ({ page }) => {
    const box = await open(page);
    await button(box, /^A burst that cannot be read/).click();
    const text = box.getByRole('textbox', { name: 'Request: A burst that cannot be read' });
    await text.fill('GET http://localhost:3000/nowhere\nAccept: */*\n');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(box.locator('sandbox-answer').getByRole('status')).toContainText('404 Not Found');
    await text.fill('GET http://example.com/\n');
    await button(box, /^Send: A burst that cannot be read/).click();
    await expect(box.locator('sandbox-answer')).toContainText('“example.com” is outside this page; a sandbox reaches only its own servers');
    await button(box, 'Reset request').click();
    await expect(text).toHaveValue(/replay\/clock\?send=100/);
  });

  test('a new request is the reader’s own and can be removed', async ({ page }) => {
    const box = await open(page);
    await button(box, 'New request').click();
    const text = box.getByRole('textbox', { name: 'Request: Your request' });
    await expect(text).toBeFocused();
    await button(box, /^Send: Your request/).click();
    await expect(box.locator('sandbox-answer').getByRole('status')).toContainText('404');
    await button(box, 'Remove').click();
    await expect(text).toHaveCount(0);
  });
});

test.describe('by keyboard', () => {
  test('whoever comes with Tab keeps their place, and Enter runs', async ({ page }) => {
    const box = await open(page);
    await page.keyboard.press('Tab'); // the button in the sentence
    await page.keyboard.press('Tab');
    await expect(box).toHaveAttribute('data-active');
    await expect(button(box, 'Run')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(status(box)).toContainText('listening on 3000');
  });

  test('arrow keys choose the file, Enter edits it, Tab leaves', async ({ page }) => {
    const box = await open(page);
    await box.getByRole('tab', { name: 'limiter.js' }).focus();
    await expect(box).toHaveAttribute('data-active');
    await page.keyboard.press('ArrowRight');
    await expect(box.getByRole('tab', { name: 'replay.js' })).toBeFocused();
    await expect(box.getByRole('tabpanel', { name: 'replay.js' })).toBeVisible();
    await expect(box.getByRole('tabpanel', { name: 'limiter.js' })).toBeHidden();
    await page.keyboard.press('Tab'); // Edit
    await page.keyboard.press('Tab'); // the listing
    await page.keyboard.press('Enter');
    const editor = box.getByRole('textbox', { name: 'replay.js' });
    await expect(editor).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(editor).not.toBeFocused();
    await expect(box.getByRole('checkbox', { name: 'Tab indents' })).toBeFocused();
  });

  test('Tab indents when the reader wants it, and Esc then Tab still leaves', async ({ page }) => {
    const box = await open(page);
    await button(box, /^Edit /).click();
    await box.getByRole('checkbox', { name: 'Tab indents' }).check();
    const editor = box.locator('.cm-content');
    await editor.focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('Tab');
    await expect(editor).toBeFocused();
    await expect(box.locator('.cm-line').first()).toHaveText(/^ {2}\/\//);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await expect(editor).not.toBeFocused();
  });
});

test.describe('sent from inside a sentence', () => {
  test('the answer is shown where the reader is, and in the sandbox', async ({ page }) => {
    const box = await open(page);
    const send = page.getByRole('button', { name: 'one request' });
    await send.click();
    const answer = page.getByRole('dialog', { name: 'Answer to: one request' });
    await expect(answer).toContainText('200 OK');
    await expect(answer.locator('.sandbox-body')).toContainText('"bursts"');
    await expect(box.locator('sandbox-answer')).toContainText('200 OK');
    await page.keyboard.press('Escape');
    await expect(answer).toBeHidden();
    await page.getByRole('button', { name: 'answer: 200' }).click();
    await expect(answer).toBeVisible();
    await answer.getByRole('button', { name: 'Close' }).click();
    await expect(answer).toBeHidden();
    await expect(send).toBeFocused();
  });
});

test.describe('what it costs', () => {
  test('the workbench with its editor is at most 160 kB (brotli)', async ({ page }) => {
    const files = new Set<string>();
    page.on('request', (request) => {
      if (['script', 'stylesheet'].includes(request.resourceType())) files.add(new URL(request.url()).pathname);
    });
    const box = await open(page);
    await run(box);
    await button(box, /^Edit /).click();
    await expect(box.locator('.cm-content')).toBeVisible();
    const parts = [...files].filter((path) => !path.includes('fake-engine'));
    expect(parts.some((path) => path.includes('code-editor'))).toBe(true);
    const bytes = parts.reduce((sum, path) => sum + brotliCompressSync(harness.file(path)).length, 0);
    expect(bytes).toBeLessThanOrEqual(160_000);
  });
});

for (const theme of ['light', 'dark'] as const) {
  for (const [device, viewport] of [['desktop', { width: 1440, height: 900 }], ['phone', { width: 390, height: 844 }]] as const) {
    test.describe(`${device}, ${theme}`, () => {
      test.use({ viewport });

      test('axe finds nothing: closed, running, editing, sent from a sentence', async ({ page }) => {
        test.setTimeout(60_000);
        await page.goto(`${harness.url}#${theme}`);
        await expectAccessible(page, 'closed');
        for (const recorded of await page.locator('summary').all()) await recorded.click();
        const box = sandbox(page, WINDOW);
        const instances = sandbox(page, INSTANCES);
        await button(instances, 'Send all in order').click();
        await expect(instances.locator('.sandbox-outcome')).toHaveCount(10);
        await button(sandbox(page, PROGRAM), 'Run').click();
        await expect(status(sandbox(page, PROGRAM))).toHaveText('exited with code 0');
        await run(box);
        await button(box, /^Send: A burst that cannot be read/).click();
        await expect(box.locator('.sandbox-body')).toBeVisible();
        await replaceFile(box, '// edited\nexport const limit = 100;\n');
        await button(box, /^100 requests at 0:10/).click();
        await expectAccessible(page, 'running and edited');
        await button(box, 'Raw bytes').click();
        await page.getByRole('button', { name: 'one request' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectAccessible(page, 'answer open');
      });

      test('nothing makes the page scroll sideways', async ({ page }) => {
        await page.goto(`${harness.url}#${theme}`);
        const box = sandbox(page, WINDOW);
        await button(box, 'Send all in order').click();
        await expect(box.locator('.sandbox-outcome')).toHaveCount(4);
        await page.getByRole('button', { name: 'one request' }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(viewport.width);
      });
    });
  }
}

async function expectAccessible(page: Page, when: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html.slice(0, 200)}\n  ${failureSummary ?? ''}`).join('\n')}`);
  expect(found, when).toEqual([]);
}

test('on paper all files and the recorded output are there', async ({ page }) => {
  const box = await open(page);
  await box.hover();
  await expect(box).toHaveAttribute('data-active');
  await page.emulateMedia({ media: 'print' });
  for (const listing of await box.locator('.sandbox-listing').all()) await expect(listing).toBeVisible();
  await expect(box.locator('.sandbox-exchange').first()).toBeVisible();
  await expect(button(box, 'Run')).toBeHidden();
});
