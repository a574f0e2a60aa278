/**
 * The choice between the engines in a real browser: menu, agreement, steps of a start, failures, terminal, files that
 * programs write. Both engines are fakes (tests/harness/fake-engine.ts); the fake of WebContainer sends stackblitz.com
 * a request, as the real one does.
 */
import { brotliCompressSync } from 'node:zlib';
import { expectAccessible } from '../support/axe.ts';
import { LOOKS } from '../support/looks.ts';
import {
  button,
  expect,
  replaceFile,
  run,
  sandbox,
  status,
  test as workbench,
  type Locator,
  type Page,
} from './support/workbench.ts';

const menu = (page: Page) => page.getByRole('dialog', { name: 'Engine of this sandbox' });

interface Visit {
  readonly box: Locator;
  /** The requests that went to StackBlitz. */
  readonly asked: string[];
}

const test = workbench.extend<{
  /** Opens the page with StackBlitz played by the test. */
  readonly visit: (reachable?: boolean) => Promise<Visit>;
}>({
  visit: async ({ page, open }, use) => {
    await use(async (reachable = true) => {
      const asked: string[] = [];
      await page.route('https://stackblitz.com/**', async (route) => {
        asked.push(route.request().url());
        await (reachable ? route.fulfill({ body: '' }) : route.abort());
      });
      return { box: await open(), asked };
    });
  },
});

async function chooseWebContainer(box: Locator): Promise<void> {
  await button(box, /^Engine/).click();
  await menu(box.page())
    .getByRole('radio', { name: /^WebContainer/ })
    .click();
  await menu(box.page()).getByRole('button', { name: 'Agree and use it' }).click();
}

test('StackBlitz is asked for nothing before the reader has agreed and pressed Run', async ({ page, visit }) => {
  const { box, asked } = await visit();
  await box.hover();
  await run(box);
  await button(box, /^Engine/).click();
  await menu(page)
    .getByRole('radio', { name: /^WebContainer/ })
    .click();
  await expect(menu(page)).toContainText('stackblitz.com');
  await expect(menu(page).getByRole('link', { name: 'terms of service' })).toHaveAttribute(
    'href',
    'https://stackblitz.com/terms-of-service',
  );
  await expect(menu(page).getByRole('link', { name: 'a license of their own' })).toHaveAttribute(
    'href',
    'https://webcontainers.io/enterprise',
  );
  await menu(page).getByRole('button', { name: 'Keep the embedded engine' }).click();
  await expect(button(box, 'Engine: Embedded engine')).toBeFocused();
  await expect(status(box)).toContainText('listening on');
  await chooseWebContainer(box);
  await expect(status(box)).toHaveText('stopped');
  expect(asked).toEqual([]);
  await run(box);
  expect(asked).toEqual(['https://stackblitz.com/headless']);
});

test('the choice is remembered for this sandbox, and the agreement for all', async ({ page, visit }) => {
  const { box } = await visit();
  await chooseWebContainer(box);
  await page.reload();
  await box.hover();
  await expect(button(box, 'Engine: WebContainer')).toBeVisible();
  const other = sandbox(page, 'rate-limiting/instances');
  await other.hover();
  await expect(button(other, 'Engine: Embedded engine')).toBeVisible();
  await button(other, /^Engine/).click();
  await menu(page)
    .getByRole('radio', { name: /^WebContainer/ })
    .click();
  await expect(menu(page).getByRole('button', { name: 'Agree and use it' })).toHaveCount(0);
  await expect(menu(page).getByRole('radio', { name: /^WebContainer/ })).toBeChecked();
});

test('by keyboard alone: open, choose, agree, run', async ({ page, visit }) => {
  const { box } = await visit();
  await button(box, /^Engine/).focus();
  await expect(box).toHaveAttribute('data-active');
  await page.keyboard.press('Enter');
  await expect(menu(page).getByRole('radio', { name: /^Embedded engine/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu(page)).toBeHidden();
  await expect(button(box, /^Engine/)).toBeFocused();
  await expect(button(box, /^Engine/)).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(menu(page).getByRole('button', { name: 'Agree and use it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(box, 'Engine: WebContainer')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(status(box)).toContainText('listening on');
});

test('a start is told step by step; what the engine cannot do is said', async ({ visit }) => {
  const { box } = await visit();
  await chooseWebContainer(box);
  const steps = status(box).evaluate(
    (element) =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        new MutationObserver(() => {
          const text = element.textContent.trim();
          if (!seen.includes(text)) seen.push(text);
          if (text.startsWith('listening')) resolve(seen);
        }).observe(element, { childList: true, characterData: true, subtree: true });
      }),
  );
  await run(box);
  expect(await steps).toEqual(expect.arrayContaining(['Asking stackblitz.com for a container', 'Mounting the files']));
  await expect(box.locator('sandbox-notes')).toContainText('its clock cannot be stopped or moved');
});

test('when StackBlitz cannot be reached it says so, and the embedded engine runs the reader’s edits', async ({
  visit,
}) => {
  const { box } = await visit(false);
  await replaceFile(box, '// mine\n');
  await chooseWebContainer(box);
  await button(box, 'Run').click();
  await expect(box.getByRole('alert')).toContainText('stackblitz.com could not be reached');
  await expect(status(box)).toHaveText('could not start');
  await button(box, 'Run the embedded engine instead').click();
  await expect(status(box)).toContainText('listening on');
  await expect(box.getByRole('alert')).toHaveCount(0);
  await expect(box.locator('.cm-content:visible')).toContainText('// mine');
});

test('“when it can be reached” runs the embedded engine without a question', async ({ page, visit }) => {
  const { box } = await visit(false);
  await page.evaluate(() => {
    localStorage.setItem('port3000.stackblitz', 'agreed');
    localStorage.setItem('port3000.engine', 'reachable');
  });
  await page.reload();
  await run(box);
  await expect(box.locator('sandbox-notes')).toContainText(
    'could not be reached. So this runs in the embedded engine.',
  );
});

test.describe('the terminal', () => {
  /** Runs the sandbox in WebContainer and opens the terminal. */
  async function terminal(
    box: Locator,
  ): Promise<{ readonly screen: Locator; readonly type: (line: string) => Promise<void> }> {
    await chooseWebContainer(box);
    await run(box);
    await button(box, 'Open the terminal').click();
    const screen = box.locator('.sandbox-terminal');
    await expect(screen.locator('.xterm-rows')).toContainText('$');
    const { keyboard } = box.page();
    return {
      screen,
      type: async (line) => {
        await keyboard.type(line);
        await keyboard.press('Enter');
      },
    };
  }

  test('is not there in the embedded engine, and loads nothing before it is opened', async ({
    page,
    harness,
    visit,
  }) => {
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    const { box } = await visit();
    await run(box);
    await expect(box.locator('sandbox-terminal')).toBeHidden();
    await chooseWebContainer(box);
    await run(box);
    expect(scripts.filter((url) => url.includes('terminal-view'))).toEqual([]);
    await button(box, 'Open the terminal').click();
    await expect(box.locator('.xterm')).toBeVisible();
    const [chunk] = scripts.filter((url) => /terminal-view.*\.js$/.test(url));
    expect(brotliCompressSync(harness.file(new URL(chunk!).pathname)).length).toBeGreaterThan(20_000);
  });

  test('shows what npm prints, and Shift+Tab leaves it', async ({ page, visit }) => {
    const { box } = await visit();
    const { screen, type } = await terminal(box);
    await type('npm install left-pad');
    await expect(screen.locator('.xterm-rows')).toContainText('added 1 package');
    await expect(screen.locator('textarea')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(screen.locator('textarea')).not.toBeFocused();
    await button(box, 'Close the terminal').click();
    await expect(screen).toBeHidden();
    await button(box, 'Open the terminal').click();
    await expect(screen.locator('.xterm-rows')).toContainText('$');
    await type('exit');
    await expect(box.getByText('The shell has ended.')).toBeVisible();
  });

  test('files that programs write appear, and unsaved edits are not lost', async ({ visit }) => {
    const { box } = await visit();
    const { screen, type } = await terminal(box);
    await type('write notes.txt made by a program');
    await box.getByRole('tab', { name: 'notes.txt' }).click();
    await expect(box.getByRole('tabpanel', { name: 'notes.txt' })).toContainText('made by a program');
    await box.getByRole('tab', { name: 'limiter.js' }).click();
    await screen.locator('textarea').focus();
    await type('write limiter.js // by the shell');
    await expect(box.getByRole('tabpanel', { name: 'limiter.js' })).toContainText('// by the shell');
    await replaceFile(box, '// mine');
    await screen.locator('textarea').focus();
    await type('write limiter.js // again');
    await expect(box.getByRole('alert')).toContainText(
      'A program has written limiter.js, which you have changed and not run. Your version is kept.',
    );
    await expect(box.locator('.cm-content:visible')).toHaveText('// mine');
    await button(box, 'Take the program’s limiter.js').click();
    await expect(box.locator('.cm-content:visible')).toContainText('// again');
    await expect(box.getByRole('alert')).toHaveCount(0);
  });

  test('a server can be seen in a frame and in a tab of its own', async ({ visit }) => {
    const { box } = await visit();
    await terminal(box);
    await expect(box.getByRole('link', { name: 'Port 3000 in a new tab' })).toHaveAttribute('href', 'about:blank#3000');
    await button(box, 'Preview 3000').click();
    await expect(box.getByTitle('Preview of port 3000')).toBeVisible();
    await button(box, 'Stop').click();
    await expect(box.locator('sandbox-terminal')).toBeHidden();
  });
});

for (const { device, theme, viewport } of LOOKS) {
  test.describe(`${device}, ${theme}`, () => {
    test.use({ viewport });

    test('axe finds nothing in the menu, the question and the terminal; nothing scrolls sideways', async ({
      page,
      harness,
      visit,
    }) => {
      test.setTimeout(60_000);
      const { box } = await visit();
      await page.goto(`${harness.url}#${theme}`);
      await page.reload();
      const check = async (when: string) => {
        await expectAccessible(page, { within: 'live-sandbox' }, when);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), when).toBeLessThanOrEqual(
          viewport.width,
        );
        if (process.env['SHOTS'] !== undefined)
          await page.screenshot({ path: `${process.env['SHOTS']}/${device}-${theme}-${when}.png` });
      };
      await button(box, /^Engine/).click();
      await expect(menu(page)).toBeVisible();
      await check('menu');
      await menu(page)
        .getByRole('radio', { name: /^WebContainer/ })
        .click();
      await check('question');
      await menu(page).getByRole('button', { name: 'Agree and use it' }).click();
      await run(box);
      await button(box, 'Open the terminal').click();
      await expect(box.locator('.xterm-rows')).toContainText('$');
      await page.keyboard.type('npm install');
      await page.keyboard.press('Enter');
      await box.locator('.sandbox-terminal').scrollIntoViewIfNeeded();
      await check('terminal');
    });
  });
}
