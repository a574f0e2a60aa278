/** Reading and running without the network: what was visited, the whole book, a new edition, and what was not kept. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serveStatic } from '../../scripts/lib/static-server.ts';
import { expectAccessible } from '../support/axe.ts';
import { LOOKS } from '../support/looks.ts';
import { servePlainly } from '../support/plain-host.ts';
import { expect, mustBeBuilt, sites, test } from '../support/site.ts';

/** A host that can be cut off and come back, with another edition if need be. */
class Host {
  #server: { close(): unknown } | undefined;
  #port = 0;
  folder: string;
  readonly base: string;
  readonly #plain: boolean;

  constructor({ folder, base }: { folder: string; base: string }, plain = false) {
    mustBeBuilt({ folder, base });
    this.folder = folder;
    this.base = base;
    this.#plain = plain;
  }

  /** The first page. Under this name the book does not come from the reader's own computer. */
  get address(): string {
    return `http://book.localhost:${this.#port}${this.base}`;
  }

  async serve(): Promise<void> {
    const { folder, base } = this;
    const started = this.#plain
      ? await servePlainly({ folder, base }, this.#port)
      : await serveStatic(folder, base, this.#port);
    this.#port = started.port;
    this.#server = started;
  }

  async cut(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }
}

const hosts: Host[] = [];
async function host(site: { folder: string; base: string }, plain = false): Promise<Host> {
  const made = new Host(site, plain);
  await made.serve();
  hosts.push(made);
  return made;
}
test.afterEach(async () => {
  for (const made of hosts.splice(0)) await made.cut();
});

/** How many of the files that a page needs are not kept yet; -1 while the page is not. */
const missing = (page: Page, base: string, chapter: string) =>
  page.evaluate(
    async ([base, chapter]) => {
      const visited = (await (await fetch(`${base}_offline/visited.json`)).json()) as {
        always: string[];
        chapters: Record<string, string[]>;
      };
      const wanted = [...visited.always, `${chapter}/`, ...(visited.chapters[chapter!] ?? [])];
      const kept = await Promise.all(wanted.map((path) => caches.match(`${base}${path}`)));
      return kept.filter((response) => response === undefined).length;
    },
    [base, chapter],
  );

async function read(page: Page, { address, base }: Host, chapter: string): Promise<void> {
  await page.goto(`${address}${chapter}/`);
  await page.mouse.wheel(0, 400);
  await expect.poll(() => missing(page, base, chapter), { timeout: 60_000 }).toBe(0);
}

async function runs(page: Page): Promise<void> {
  const box = page.locator('live-sandbox').first();
  await box.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(box.locator('.sandbox-status')).toContainText('listening on 3000', { timeout: 60_000 });
}

for (const [kind, site, plain] of [
  ['that sends headers', sites.root, false],
  ['without headers, below a path', sites.book, true],
] as const)
  test(`on a host ${kind}, a chapter that was read is read, run and checked without the network`, async ({ page }) => {
    test.setTimeout(240_000);
    const made = await host(site, plain);
    await read(page, made, 'rate-limiting');
    await made.cut();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rate limiting');
    await runs(page);
    // The frame's origin is opaque, whichever way its document has come.
    const origins = await Promise.all(
      page
        .frames()
        .filter((frame) => frame !== page.mainFrame())
        .map((frame) => frame.evaluate(() => self.origin)),
    );
    expect(origins.length).toBeGreaterThan(0);
    expect(new Set(origins)).toEqual(new Set(['null']));
    const exercise = page.locator('.exercise');
    await exercise.scrollIntoViewIfNeeded();
    await exercise.getByRole('button', { name: 'Check' }).click();
    await expect(exercise.locator('.check-summary, [role="status"]').filter({ hasText: /\d/ }).first()).toBeVisible({
      timeout: 90_000,
    });

    await page.goto(`${made.address}indexes/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is not kept');
    await expect(page.locator('[data-kept]').getByRole('link', { name: /Rate limiting/ })).toBeVisible();
    await page.context().setOffline(true);
    await page.keyboard.press('/');
    await page.getByRole('combobox').fill('timeout');
    await expect(page.getByRole('dialog', { name: 'Search' })).toContainText('keep the whole book');
    await page.context().setOffline(false);

    await made.serve();
    await page.goto(`${made.address}indexes/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Indexes');
  });

test('cards that were opened are asked and answered without the network', async ({ page }) => {
  test.setTimeout(120_000);
  const made = await host(sites.root);
  // A page is kept once the reader has begun to read a chapter.
  await read(page, made, 'cors');
  await read(page, made, 'cards');
  await made.cut();
  await page.reload();
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.getByRole('button', { name: 'Show the answer' }).click();
  await expect(page.locator('.card-answer')).toContainText('Explained in');
});

const openSettings = (page: Page) => page.getByRole('button', { name: 'Settings', exact: true }).click();
const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });

test('the whole book is kept, with a pause, read and searched without the network, and removed', async ({ page }) => {
  test.setTimeout(300_000);
  const made = await host(sites.root);
  await page.goto(made.address);
  await openSettings(page);
  const keep = settings(page).getByRole('button', { name: /^Keep the whole book \(\d+ MB\)$/ });
  const size = Number(/\d+/.exec((await keep.textContent()) ?? '')?.[0]);
  const { files } = JSON.parse(readFileSync(join(sites.root.folder, '_offline/whole.json'), 'utf8')) as {
    files: Record<string, number>;
  };
  expect(size).toBe(Math.round(Object.values(files).reduce((sum, bytes) => sum + bytes, 0) / 1e6));
  await keep.focus();
  await page.keyboard.press('Enter');
  await settings(page).getByRole('button', { name: 'Pause' }).click();
  await expect(settings(page).getByText(`of ${size} MB are kept.`)).toBeVisible();
  await page.reload();
  await openSettings(page);
  // What was paused does not go on by itself.
  await settings(page).getByRole('button', { name: 'Go on' }).click();
  await expect(settings(page).getByText(`The whole book is kept: ${size} MB.`)).toBeVisible({ timeout: 120_000 });

  await made.cut();
  // Of each kind one: a chapter with PostgreSQL, a sandbox's page, the questions.
  await page.goto(`${made.address}sandboxes/rate-limiting/boundary/`);
  await runs(page);
  await page.goto(`${made.address}questions/`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // A link without the slash at its end is redirected, as a host would.
  await page.goto(`${made.address}tables`);
  await expect(page).toHaveURL(`${made.address}tables/`);
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill('Retry-After');
  await expect(page.getByRole('option').first()).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');

  await made.serve();
  await openSettings(page);
  await settings(page).getByRole('button', { name: 'Remove the book' }).click();
  await expect(settings(page).getByRole('button', { name: /^Keep the whole book/ })).toBeFocused();
  expect(await page.evaluate(async () => (await caches.keys()).filter((name) => /edition/.test(name)))).toEqual([]);
});

/** A copy of the built site that differs from it as another edition would. */
function secondEdition(): string {
  const folder = join(import.meta.dirname, '../../.cache/second-edition');
  rmSync(folder, { recursive: true, force: true });
  cpSync(sites.root.folder, folder, { recursive: true });
  const page = join(folder, 'rate-limiting/index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace(/(<h1[^>]*>)Rate limiting/, '$1Rate limiting, revised'));
  for (const name of ['whole', 'visited']) {
    const file = join(folder, `_offline/${name}.json`);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"edition":"\w+"/, '"edition":"second"'));
  }
  return folder;
}

test('a new edition is offered; the page, and what was changed in it, stay until the reader takes it', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const made = await host(sites.root);
  await page.goto(`${made.address}rate-limiting/`);
  await openSettings(page);
  await settings(page)
    .getByRole('button', { name: /^Keep the whole book/ })
    .click();
  await expect(settings(page).getByText('The whole book is kept')).toBeVisible({ timeout: 120_000 });
  await page.keyboard.press('Escape');

  const kept = await page.evaluate(() => caches.keys());
  await made.cut();
  made.folder = secondEdition();
  await made.serve();
  await page.reload();
  const offer = page.getByRole('region', { name: 'A new edition' });
  await expect(offer).toContainText(/There is a new edition of the book, \d+ MB to load\./);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rate limiting');
  expect(await page.evaluate(() => caches.keys())).toEqual(kept);

  // The reader changes something, and takes the edition while they do.
  const box = page.locator('live-sandbox').first();
  await box.getByRole('button', { name: /^Edit / }).click();
  await box.locator('.cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('// my own line\n');
  await offer.getByRole('button', { name: 'Take it' }).click();
  const again = offer.getByRole('button', { name: 'Load this page again' });
  await expect(again).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rate limiting');
  await expect(box.locator('.cm-content')).toContainText('// my own line');
  await again.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rate limiting, revised');
  await box.hover();
  await expect(box.locator('.cm-content')).toContainText('// my own line');
  await expect(offer).toBeHidden();
  await expect
    .poll(() => page.evaluate(async () => (await caches.keys()).filter((name) => /edition/.test(name))))
    .toEqual(['port3000 / edition second']);
});

test('who keeps what they read gets it of the new edition; who does not want it keeps nothing', async ({ page }) => {
  test.setTimeout(180_000);
  const made = await host(sites.root);
  await read(page, made, 'rate-limiting');
  await made.cut();
  made.folder = secondEdition();
  await made.serve();
  // Another chapter is read; the first one comes along.
  await read(page, made, 'methods');
  await made.cut();
  await page.goto(`${made.address}rate-limiting/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rate limiting, revised');
  await made.serve();

  await openSettings(page);
  await settings(page).getByRole('checkbox', { name: 'Keep what I read' }).uncheck();
  await expect
    .poll(() => page.evaluate(async () => (await caches.keys()).filter((name) => /edition/.test(name))))
    .toEqual([]);
  await page.clock.install();
  await page.goto(`${made.address}methods/`);
  await page.mouse.wheel(0, 400);
  await page.clock.runFor(20_000);
  expect(await page.evaluate(async () => (await caches.keys()).filter((name) => /edition/.test(name)))).toEqual([]);
});

test('a book from the own computer keeps nothing, registers nothing, and says why', async ({ page }) => {
  await page.clock.install();
  await page.goto('rate-limiting/');
  await page.mouse.wheel(0, 400);
  await page.clock.runFor(20_000);
  await openSettings(page);
  await expect(settings(page).getByText('comes from your own computer')).toBeVisible();
  expect(
    await page.evaluate(async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length]),
  ).toEqual([[], 0]);
});

test('the site can be installed: its manifest and icons are what Chromium wants', async ({ page }) => {
  const made = await host(sites.book);
  await page.goto(made.address);
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // Playwright's windows are private.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
  const { data } = await session.send('Page.getAppManifest');
  const { icons } = JSON.parse(data ?? '') as { icons: { src: string; sizes: string }[] };
  for (const { src, sizes } of icons.filter(({ src }) => src.endsWith('.png'))) {
    const size = await page.evaluate(async (address) => {
      const picture = await createImageBitmap(await (await fetch(address)).blob());
      return `${picture.width}x${picture.height}`;
    }, `${made.address}${src}`);
    expect(size).toBe(sizes);
  }
});

for (const { device, theme, viewport } of LOOKS)
  test(`axe finds nothing in what is kept and in a page that is not, ${device}, ${theme}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: theme });
    const made = await host(sites.root);
    await page.goto(`${made.address}offline/`);
    await expectAccessible(page);
    await openSettings(page);
    await expect(settings(page).getByRole('button', { name: /^Keep the whole book \(/ })).toBeVisible();
    await expectAccessible(page, { within: '#settings' });
    await settings(page)
      .getByRole('button', { name: /^Keep the whole book/ })
      .scrollIntoViewIfNeeded();
    if (process.env['SHOTS'] !== undefined)
      await page.screenshot({ path: `${process.env['SHOTS']}/offline-${device}-${theme}.png` });
  });
