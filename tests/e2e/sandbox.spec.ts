/**
 * Sandboxes running in a real browser. The engine is a fake (tests/harness/fake-engine.ts), so that exits, floods and
 * failures come when a test wants them.
 */
import { brotliCompressSync } from 'node:zlib';
import { button, expect, INSTANCES, PROGRAM, replaceFile, run, sandbox, status, test } from './support/workbench.ts';

test.describe('running', () => {
  test('Run starts it, a request is answered, Stop ends it', async ({ open }) => {
    const box = await open();
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

  test('a request starts a sandbox that is not running', async ({ open }) => {
    const box = await open();
    await button(box, /^Send: 100 requests at 0:10/).click();
    await expect(box.locator('sandbox-answer').getByRole('status')).toContainText('200 OK');
    await expect(status(box)).toContainText('listening on 3000');
  });

  test('JSON is indented; the raw bytes are there too', async ({ open }) => {
    const box = await open();
    await button(box, /^Send: A burst that cannot be read/).click();
    await expect(box.locator('.sandbox-body')).toContainText('{\n  "');
    await button(box, 'Raw bytes').click();
    await expect(box.getByRole('group', { name: 'Sent' })).toContainText('GET /replay/clock?send=100 HTTP/1.1\\r\\n');
    await expect(box.getByRole('group', { name: 'Received' })).toContainText('HTTP/1.1 400 Bad Request\\r\\n');
  });

  test('two sandboxes do not disturb each other', async ({ page, open }) => {
    const first = await open();
    const second = sandbox(page, INSTANCES);
    await run(first);
    await run(second);
    await expect(status(second)).toContainText('listening on 3001, 3002, 4000');
    await button(first, 'Stop').click();
    await expect(status(first)).toHaveText('stopped');
    await expect(status(second)).toContainText('listening on 3001, 3002, 4000');
  });

  test('all requests are sent in their order, and each says how it was answered', async ({ open }) => {
    const box = await open(INSTANCES);
    await button(box, 'Send all in order').click();
    await expect(box.locator('.sandbox-outcome')).toHaveCount(11);
    await expect(box.locator('[data-request="closed"] .sandbox-outcome')).toContainText('503');
  });

  test('a program shows its output and its exit code', async ({ open }) => {
    const box = await open(PROGRAM);
    await button(box, 'Run').click();
    await expect(status(box)).toHaveText('exited with code 0');
    await expect(box.getByRole('log')).toContainText('Promise:');
    await expect(box.locator('.sandbox-requests')).toHaveCount(0);
  });

  test('an exit is said with its code, and the log shows why', async ({ page, open }) => {
    const box = await open();
    await replaceFile(box, 'fake:exit');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(status(box)).toHaveText('exited with code 1');
    const line = box.getByRole('log').getByText("SyntaxError: Unexpected token ':'");
    await expect(line).toBeVisible();
    await expect(line).toHaveAttribute('data-stream', 'stderr');
  });

  test('what cannot be started says why, in place', async ({ open }) => {
    const box = await open();
    await replaceFile(box, 'fake:boot');
    await button(box, 'Run').click();
    await expect(box.getByRole('alert')).toContainText(
      'The engine did not answer within 15 seconds. Reload the page and press Run again.',
    );
    await expect(status(box)).toHaveText('could not start');
  });

  test('a million lines leave the page answering, and the log says what it dropped', async ({ page, open }) => {
    const box = await open();
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

  test('each process has its own log', async ({ open }) => {
    const box = await open(INSTANCES);
    await run(box);
    await box.getByRole('tab', { name: /^api-2/ }).click();
    await expect(box.getByRole('log')).toHaveAttribute('aria-label', 'Log of api-2');
  });
});

test.describe('sent from inside a sentence', () => {
  test('the answer is shown where the reader is, and in the sandbox', async ({ page, open }) => {
    const box = await open();
    const send = page.getByRole('button', { name: 'one request' });
    await send.click();
    const answer = page.getByRole('region', { name: 'Answer to: one request' });
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

test.describe('away from a sentence', () => {
  test('the sandbox is one press away, and the sentence one press back', async ({ page, open }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    const box = await open();
    const send = page.getByRole('button', { name: 'one request' });
    await send.click();
    await page
      .getByRole('region', { name: 'Answer to: one request' })
      .getByRole('link', { name: /in the sandbox/ })
      .click();
    await expect(box.locator('.sandbox-bar')).toBeInViewport();
    await page.evaluate(() => scrollTo({ top: 2000, behavior: 'instant' }));
    await expect(send).not.toBeInViewport();
    await page.getByRole('button', { name: 'Back to the text' }).click();
    await expect(send).toBeInViewport();
    await expect(send).toBeFocused();
    await expect(page.getByRole('button', { name: 'Back to the text' })).toHaveCount(0);
  });
});

test.describe('what it costs', () => {
  test('the workbench is at most 39 kB (brotli), its editor 88.5 kB, and each pane that may appear 8 kB', async ({
    page,
    harness,
    open,
  }) => {
    const files = new Set<string>();
    page.on('request', (request) => {
      if (['script', 'stylesheet'].includes(request.resourceType())) files.add(new URL(request.url()).pathname);
    });
    const box = await open();
    await box.hover();
    await expect(box).toHaveAttribute('data-active');
    const size = (paths: readonly string[]) =>
      paths.reduce((sum, path) => sum + brotliCompressSync(harness.file(path)).length, 0);
    const loaded = (pane: string) => [...files].some((path) => path.includes(`/${pane}.`));
    // The engine and its HTTP client are no part of the workbench.
    const own = () => [...files].filter((path) => !/fake-engine|http-response/.test(path));
    await expect.poll(() => loaded('divide') && loaded('keeping')).toBe(true);
    const workbench = own();
    expect(workbench.some((path) => path.includes('code-editor'))).toBe(false);
    expect(size(workbench)).toBeLessThanOrEqual(39_000);
    await button(box, /^Edit /).click();
    await expect(box.locator('.cm-content')).toBeFocused();
    // A pane that does not appear costs nothing.
    for (const pane of ['engine', 'problem', 'failure', 'kept', 'undo', 'answer', 'terminal', 'search'])
      expect(loaded(pane), pane).toBe(false);
    const parts = own();
    expect(parts.some((path) => path.includes('code-editor'))).toBe(true);
    expect(size(parts.filter((path) => !workbench.includes(path)))).toBeLessThanOrEqual(88_500);
    // Once the sandbox has run it needs no network, not even for panes that may appear; each of these is small.
    await run(box);
    await expect.poll(() => ['engine', 'problem', 'failure', 'kept', 'undo', 'answer'].every(loaded)).toBe(true);
    for (const pane of ['terminal', 'port-send', 'search']) expect(loaded(pane), pane).toBe(false);
    const ahead = own().filter((path) => !parts.includes(path));
    for (const path of ahead) expect(size([path]), path).toBeLessThanOrEqual(8_000);
  });

  test('a key that is pressed renders the editor alone', async ({ page, open }) => {
    const box = await open();
    await run(box);
    await button(box, 'Send all in order').click();
    await expect(box.locator('.sandbox-outcome')).toHaveCount(4);
    await button(box, /^Edit /).click();
    await expect(box.locator('.cm-content')).toBeFocused();
    // The first key marks the file as edited.
    await page.keyboard.type('/');
    await expect(status(box)).toContainText('edited, restart to apply');
    const changes = await box.evaluateHandle((element) => {
      const counted = { outside: [] as string[], renders: [] as string[], editor: 0 };
      new MutationObserver((records) => {
        for (const { target } of records) {
          const node = target instanceof Element ? target : target.parentElement!;
          if (node.closest('sandbox-editor') === null) counted.outside.push(node.outerHTML.slice(0, 200));
          else counted.editor += 1;
        }
      }).observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
      for (const pane of element.querySelectorAll<HTMLElement & { performUpdate(): void }>(
        '[data-pane], sandbox-editor',
      )) {
        const { performUpdate } = pane;
        pane.performUpdate = function () {
          counted.renders.push(this.localName);
          performUpdate.call(this);
        };
      }
      return counted;
    });
    await page.keyboard.type('/ mine');
    await expect(box.locator('.cm-content')).toContainText('// mine');
    const { outside, renders, editor } = await changes.jsonValue();
    expect(editor).toBeGreaterThan(0);
    expect(outside).toEqual([]);
    expect(renders).toEqual([]);
    // The count does count: this is a keystroke that another pane has to show.
    await button(box, 'File').click();
    await button(box, /^Reset limiter/).click();
    await expect.poll(async () => (await changes.jsonValue()).renders).toContain('sandbox-files');
  });
});
