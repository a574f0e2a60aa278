/** Playwright's `test` with the page of `tests/harness`, and the steps of a reader with a sandbox. */
import { expect, test as playwright, type Locator, type Page } from '@playwright/test';
import { startHarness, type Harness } from './harness.ts';

export { expect, type Locator, type Page };

/** Sandboxes of the page: one server with requests, two behind one limit, a program without requests. */
export const WINDOW = 'rate-limiting/boundary';
export const INSTANCES = 'rate-limiting/instances';
export const PROGRAM = 'rate-limiting/algorithms';

interface TestFixtures {
  /** Opens the page. @returns the sandbox of that name */
  readonly open: (name?: string) => Promise<Locator>;
}

interface WorkerFixtures {
  readonly harness: Harness;
}

export const test = playwright.extend<TestFixtures, WorkerFixtures>({
  harness: [
    // Playwright wants the fixtures destructured, also when none is used.
    async ({}, use) => {
      const harness = await startHarness();
      await use(harness);
      harness.close();
    },
    { scope: 'worker' },
  ],
  open: async ({ page, harness }, use) => {
    await use(async (name = WINDOW) => {
      await page.goto(harness.url);
      return sandbox(page, name);
    });
  },
});

/** Opens the page of the harness that has predictions and a figure. @returns the sandbox of that name */
export async function openProse(page: Page, harness: Harness, name = WINDOW): Promise<Locator> {
  await page.goto(`${harness.url}prose/`);
  return sandbox(page, name);
}

export const sandbox = (page: Page, name: string): Locator => page.locator(`live-sandbox[data-name="${name}"]`);
export const status = (box: Locator): Locator => box.locator('.sandbox-status');
export const button = (box: Locator, name: string | RegExp): Locator => box.getByRole('button', { name });

/** Runs the sandbox, again if it runs already, and waits until it listens. */
export async function run(box: Locator): Promise<void> {
  await button(box, /^(Run|Restart)$/).click();
  await expect(status(box)).toContainText('listening on');
}

/** Opens the editor on the file in front and replaces its text. */
export async function replaceFile(box: Locator, text: string): Promise<void> {
  await button(box, /^Edit /).click();
  await expect(box.locator('.cm-content:visible')).toBeFocused();
  await box.page().keyboard.press('ControlOrMeta+a');
  await box.page().keyboard.insertText(text);
}
