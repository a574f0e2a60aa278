/**
 * The exercise of a chapter in the built site, with the real engine: check, hints, solution, and what a reload keeps.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { serveStatic, type StaticSite } from '../../scripts/lib/static-server.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, process.env['PORT3000_OUT'] ?? 'dist');
const ID = 'methods/exercise';
const { manifest, exercise } = catalogue(root).sandbox(ID);
const solved = Object.keys(exercise!.solution);

let site: StaticSite;
test.beforeAll(async () => {
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(`There is no built site in ${folder}; run “npm run build” first.`);
  site = await serveStatic(folder, '/', 0);
});
test.afterAll(() => site?.close());
test.setTimeout(240_000);

const button = (box: Locator, name: string | RegExp) => box.getByRole('button', { name });
const status = (box: Locator) => box.locator('.check-status');
/** A check boots a session of its own and asks for a few seconds of an unhurried machine. */
const CHECKED = { timeout: 60_000 };

async function open(page: Page): Promise<Locator> {
  await page.goto(`${site.url}methods/`);
  return page.locator('.exercise');
}

/** Opens the editor on the file in front and replaces its text. */
async function replaceFile(box: Locator, text: string): Promise<void> {
  await button(box, /^Edit /).click();
  await expect(box.locator('.cm-content:visible')).toBeFocused();
  await box.page().keyboard.press('ControlOrMeta+a');
  await box.page().keyboard.insertText(text);
}

test('the starter fails, each failure shows what was seen; the solution passes and is remembered', async ({ page }) => {
  const box = await open(page);
  await button(box, 'Run').first().click();
  await expect(box.locator('.sandbox-status')).toContainText('listening on 3000', { timeout: 30_000 });
  await button(box, 'Run check').click();
  await expect(button(box, 'Stop check')).toBeFocused();
  await expect(status(box)).toHaveText(/^\d+ of \d+ assertions do not hold$/, CHECKED);
  await expect(box.locator('.sandbox-status')).toContainText('listening on 3000');
  await expect(button(box, 'Run check')).toBeFocused();

  const failed = box.locator('.check-assertion[data-result="failed"]').first();
  await expect(failed.getByText('Does not hold:')).toBeAttached();
  await expect(failed.locator('.check-message')).not.toBeEmpty();
  await expect(failed.locator('.check-values')).toHaveText(/Expected\s+\S+[\s\S]*Seen\s+\S+/);
  await failed.locator('summary').click();
  await expect(failed.getByRole('group', { name: 'Request' })).toHaveText(/^[A-Z]+ \/players\/\d+/);
  await expect(failed.getByRole('group', { name: 'Answer' })).toHaveText(
    /^\d{3} [A-Z][\s\S]*Content-Type: application\/json/i,
  );
  await expectAccessible(page, { within: '.exercise' }, 'failed');

  await box.getByText('Solution', { exact: true }).click();
  const solution = box.locator('sandbox-solution');
  await expect(solution.getByRole('status')).toContainText('takes away from your files');
  for (const path of solved) {
    const difference = solution.getByRole('group', { name: `Difference in ${path}` });
    await expect(difference.locator('ins').first()).toHaveText(/^\+ /);
    await expect(difference.locator('del').first()).toHaveText(/^− /);
  }
  await button(solution, 'Put the solution into the editor').click();
  await expect(solution.getByRole('status')).toHaveText('Your files are those of the solution.');
  await expect(solution.locator('ins, del')).toHaveCount(0);
  await expect(status(box)).toHaveText(/^Before your last change: /);
  await button(box, 'Run check').click();
  await expect(status(box)).toHaveText(/^all \d+ assertions hold$/, CHECKED);
  await expect(box.locator('.check-solved')).toHaveText('✓ Solved');
  await expectAccessible(page, { within: '.exercise' }, 'solved');

  await button(solution, 'Undo: my files again').click();
  await expect(solution.locator('ins').first()).toBeVisible();
  await expect(button(solution, 'Put the solution into the editor')).toBeFocused();

  const again = await open(page);
  await expect(again.locator('.check-solved')).toHaveCount(0);
  await again.locator('live-sandbox').hover();
  await expect(again.locator('.check-solved')).toHaveText('✓ Solved');
});

test('the solution is compared with what the reader has now', async ({ page }) => {
  const box = await open(page);
  const [path = ''] = manifest.files;
  await box.getByText('Solution', { exact: true }).click();
  const difference = box.locator('sandbox-solution').getByRole('group', { name: `Difference in ${path}` });
  await expect(difference).toBeVisible();
  await replaceFile(box, '// mine\n');
  await expect(difference.locator('del')).toHaveText(['− // mine']);
});

test('hints come one after the other', async ({ page }) => {
  const box = await open(page);
  const hint = (number: number) => box.getByText(`Hint ${number} of ${exercise!.hints.length}`);
  await expect(hint(2)).toBeHidden();
  await hint(1).click();
  await expect(hint(2)).toBeVisible();
  if (exercise!.hints.length > 2) await expect(hint(3)).toBeHidden();
  await expectAccessible(page, { within: '.exercise' }, 'hints');
  await hint(1).click();
  await expect(hint(2)).toBeHidden();
});

test('a check of a program that runs in circles is stopped when the reader says so', async ({ page }) => {
  const box = await open(page);
  await replaceFile(box, 'for (;;);\n');
  await button(box, 'Run check').click();
  await button(box, 'Stop check').click();
  await expect(box.getByRole('alert')).toHaveText('The check was stopped before its end.');
  await expect(status(box)).toHaveText('no result');
  await expect(button(box, 'Run check')).toBeVisible();
});

test('a program that cannot start is why there is no result', async ({ page }) => {
  const box = await open(page);
  await replaceFile(box, `throw new Error('no such port');\n`);
  await button(box, 'Run check').click();
  await expect(box.getByRole('alert')).toHaveText(
    /^The process “app” ended without listening on a port and printed:[\s\S]*Error: no such port/,
    CHECKED,
  );
});

test('whoever runs the sandbox in WebContainer is told where the check runs', async ({ page }) => {
  await page.addInitScript(() => {
    localStorage.setItem('port3000.stackblitz', 'agreed');
    localStorage.setItem('port3000.engine.methods-exercise', 'webcontainer');
  });
  const box = await open(page);
  await box.locator('live-sandbox').hover();
  await expect(box.getByText('whose clock and network a check cannot steer')).toBeVisible();
});

test('nothing of it is loaded before it is asked for', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
  });
  const loaded = (name: string) => scripts.some((path) => new RegExp(`/${name}\\.`).test(path));
  const box = await open(page);
  const other = page.locator('live-sandbox').first();
  await other.hover();
  await expect(other).toHaveAttribute('data-active');
  expect(['check', 'check-runner', 'solution'].filter(loaded)).toEqual([]);
  await box.locator('live-sandbox').hover();
  await expect(box.locator('live-sandbox')).toHaveAttribute('data-active');
  expect(['check', 'check-runner', 'solution'].filter(loaded)).toEqual(['check']);
  await box.getByText('Solution', { exact: true }).click();
  await expect(box.locator('sandbox-solution')).toBeVisible();
  await button(box, 'Run check').click();
  await expect
    .poll(() => ['check', 'check-runner', 'solution'].filter(loaded))
    .toEqual(['check', 'check-runner', 'solution']);
});

test('on a narrow screen it stays within it', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const box = await open(page);
  await box.getByText('Solution', { exact: true }).click();
  await button(box, 'Run check').click();
  await expect(status(box)).toHaveText(/do not hold$/, CHECKED);
  await box.locator('.check-exchange summary').first().click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('there are the task, the files, and hints and solution folded', async ({ page }) => {
    const box = await open(page);
    await expect(box.locator('.exercise-task')).not.toBeEmpty();
    for (const path of manifest.files) await expect(box.locator(`[data-path="${path}"] pre`)).toBeVisible();
    await expect(button(box, 'Run check')).toBeHidden();
    const listing = box.locator(`[data-solution-path="${solved[0]}"] pre`);
    await expect(listing).toBeHidden();
    await box.getByText('Solution', { exact: true }).click();
    await expect(listing).toBeVisible();
    await box.getByText(/^Hint 1 of/).click();
    await expect(box.getByText(/^Hint 2 of/)).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(listing).toBeVisible();
    await expect(box.getByText(/^Hint 2 of/)).toBeHidden();
  });
});
