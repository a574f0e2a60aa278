/** Cards and the interview: by keyboard, by the clock, kept in the browser, taken along. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Answers, Bank } from '../../src/workbench/cards/bank.ts';
import type { Learned } from '../../src/workbench/cards/store.ts';
import { expectAccessible } from '../support/axe.ts';
import { watchPolicy } from '../support/policy.ts';
import { expect, sites, test } from '../support/site.ts';
import { weigh, withGzip } from '../support/weigh.ts';

const KEY = 'port3000.cards';
const read = <T>(file: string): T => JSON.parse(readFileSync(`${sites.root.folder}/cards/${file}`, 'utf8')) as T;
const bank = () => read<Bank>('bank.json');
const questions = () => bank().entries.filter(({ kind }) => kind === 'question');
const plain = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Noon, so that no day ends within a test. */
const NOON = new Date('2026-01-15T12:00:00');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const learned = (page: Page) =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? 'null') as Learned | null, KEY);
const counts = (page: Page) => page.locator('.card-counts');
const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });
const ask = (page: Page) => page.locator('.card-ask');

/** A card that was learned, as the book keeps it. */
const known = (due: number) => ({
  ...{ due, first: NOON.getTime() - 9 * DAY, last: NOON.getTime() - 5 * DAY, state: 2, stability: 5, difficulty: 5 },
  ...{ step: 0, days: 5, reps: 3, lapses: 0 },
});

async function keep(page: Page, kept: object): Promise<void> {
  await page.addInitScript(
    ([key, text]) => {
      if (sessionStorage.getItem('seeded') === null) localStorage.setItem(key, text);
      sessionStorage.setItem('seeded', '');
    },
    [KEY, JSON.stringify({ version: 1, ...kept })] as const,
  );
}

async function begin(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await expect(ask(page)).toBeFocused();
}

test.describe('cards', () => {
  test.beforeEach(({ page }) => page.clock.setFixedTime(NOON));

  test('are learned by keyboard, and come back when the buttons say', async ({ page }) => {
    await page.goto('./cards/');
    await expect(counts(page)).toHaveText(/0 due\s+0 later today\s+10 new/);
    await page.getByRole('button', { name: 'Begin', exact: true }).focus();
    await page.keyboard.press('Enter');
    const [first, second] = questions();
    await expect(ask(page)).toHaveText(plain(first!.ask));
    await expect(ask(page)).toBeFocused();
    // A grade before the answer was seen does nothing.
    await page.keyboard.press('3');
    await expect(ask(page)).toHaveText(plain(first!.ask));
    await page.keyboard.press('Space');
    await expect(page.locator('.card-answer')).toBeFocused();
    await expect(page.locator('.card-answer')).toContainText('Explained in');
    const grades = page.getByRole('group', { name: 'How well did you know it?' }).getByRole('button');
    await expect(grades).toHaveText([
      /^\s*Again\s*1 minute/,
      /^\s*Hard\s*\d+ minutes/,
      /^\s*Good\s*10 minutes/,
      /^\s*Easy\s*\d+ days/,
    ]);
    await page.keyboard.press('3');
    await expect(ask(page)).toHaveText(plain(second!.ask));
    await expect(page.locator('.card-line')).toContainText('0 due, 1 later today, 9 new');
    expect((await learned(page))?.cards[first!.id]).toMatchObject({
      state: 1,
      reps: 1,
      due: NOON.getTime() + 10 * MINUTE,
    });
    // Taken back, it is as new as before.
    await page.keyboard.press('u');
    await expect(ask(page)).toHaveText(plain(first!.ask));
    expect((await learned(page))?.cards).toEqual({});
    await page.keyboard.press('4');
    await expect(page.locator('.card-line')).toContainText('0 due, 9 new');
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(counts(page)).toHaveText(/0 due\s+0 later today\s+9 new/);
    await page.clock.setFixedTime(new Date(NOON.getTime() + 30 * DAY));
    await page.reload();
    await expect(counts(page)).toHaveText(/1 due\s+0 later today\s+10 new/);
    await begin(page, 'Go on');
    await expect(ask(page)).toHaveText(plain(first!.ask));
  });

  test('that are due come before new ones, of which there are as many as was chosen', async ({ page }) => {
    const [one, other, third] = questions();
    await keep(page, {
      cards: {
        [one!.id]: known(NOON.getTime() + 3 * DAY),
        [other!.id]: known(NOON.getTime() - DAY),
        [third!.id]: { ...known(NOON.getTime() + 5 * MINUTE), state: 3 },
      },
    });
    await page.goto('./cards/');
    await expect(counts(page)).toHaveText(/1 due\s+1 later today\s+10 new/);
    await page.getByLabel('New cards a day').selectOption('0');
    await expect(counts(page)).toHaveText(/1 due\s+1 later today\s+0 new/);
    await begin(page, 'Go on');
    await expect(ask(page)).toHaveText(plain(other!.ask));
    await page.keyboard.press('Space');
    await page.keyboard.press('4');
    // Nothing else is left: the one that is learned again comes a few minutes early.
    await expect(ask(page)).toHaveText(plain(third!.ask));
    await page.keyboard.press('Space');
    await page.keyboard.press('4');
    await expect(page.getByText('That is all for today: 0 new cards a day.', { exact: false })).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('New cards a day')).toHaveValue('0');
  });

  test('are those of the parts that were chosen, and topics if they are wanted', async ({ page }) => {
    const book = bank();
    await page.goto('./cards/');
    for (const { numeral, title } of book.parts.slice(0, -1))
      await page.getByRole('checkbox', { name: `${numeral} · ${title}`, exact: true }).uncheck();
    const last = book.parts.at(-1)!;
    const own = new Set(book.chapters.filter(({ part }) => part === last.number).map(({ slug }) => slug));
    const first = questions().find(({ chapter }) => own.has(chapter))!;
    await begin(page, 'Begin');
    await expect(ask(page)).toHaveText(plain(first.ask));
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByLabel('The topics of the curriculum as well', { exact: false }).check();
    await page.getByRole('checkbox', { name: `${last.numeral} · ${last.title}`, exact: true }).uncheck();
    await expect(page.getByText('No part is chosen.')).toBeVisible();
  });

  test('come first from chapters that were read', async ({ page }) => {
    await page.addInitScript(() =>
      localStorage.setItem(
        'port3000.progress',
        JSON.stringify({ version: 1, chapters: { cors: { read: true, at: 1 } } }),
      ),
    );
    await page.goto('./cards/');
    await begin(page, 'Begin');
    await expect(ask(page)).toHaveText(plain(questions().find(({ chapter }) => chapter === 'cors')!.ask));
  });

  test('hear what another tab has learned', async ({ page, context }) => {
    await page.goto('./cards/');
    await expect(counts(page)).toContainText('10 new');
    const other = await context.newPage();
    await other.goto('./cards/');
    await other.evaluate(([key, text]) => localStorage.setItem(key, text), [
      KEY,
      JSON.stringify({ version: 1, cards: { [questions()[0]!.id]: known(NOON.getTime()) } }),
    ] as const);
    await expect(counts(page)).toHaveText(/1 due\s+0 later today\s+10 new/);
  });

  test('do nothing by single keys when those are switched off', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('port3000.single-keys', 'off'));
    await page.goto('./cards/');
    await begin(page, 'Begin');
    await page.keyboard.press('Space');
    await page.keyboard.press('3');
    await expect(page.getByRole('button', { name: 'Show the answer' })).toBeVisible();
    await page.getByRole('button', { name: 'Show the answer' }).click();
    await page.getByRole('button', { name: /^Good/ }).click();
    await expect(ask(page)).toHaveText(plain(questions()[1]!.ask));
  });

  test('go on without the network once they have begun', async ({ page, context }) => {
    await page.goto('./cards/');
    await begin(page, 'Begin');
    await context.setOffline(true);
    for (const { id, ask: asked } of questions().slice(0, 3)) {
      await expect(ask(page)).toHaveText(plain(asked));
      await page.keyboard.press('Space');
      const answer = plain(read<Answers>('answers.json')[id]!.answer);
      await expect(page.locator('.card-answer')).toContainText(answer.slice(0, 60).replaceAll(/\s+/g, ' '));
      await page.keyboard.press('3');
    }
    await context.setOffline(false);
  });

  test('say what could not be loaded, and load it when asked again', async ({ page }) => {
    let broken = true;
    await page.route('**/cards/*.json', (route) => (broken ? route.abort() : route.continue()));
    await page.goto('./cards/');
    await expect(page.getByRole('alert')).toContainText('The questions could not be loaded.');
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(counts(page)).toBeVisible();
    broken = true;
    await page.getByRole('button', { name: 'Begin', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('The answers could not be loaded.');
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(ask(page)).toBeVisible();
  });

  test('are in the copy of the progress; a bad file says what is wrong and loses nothing', async ({ page }) => {
    const [one, other] = questions();
    await keep(page, { cards: { [one!.id]: known(NOON.getTime()) } });
    await page.goto('./cards/');
    await page.getByRole('button', { name: 'Save or add a copy' }).click();
    await expect(settings(page).getByText('1 card learned, 1 due:', { exact: false })).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      settings(page).getByRole('button', { name: 'Save a copy' }).click(),
    ]);
    const copy = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(copy)).toMatchObject({ cards: { [one!.id]: known(NOON.getTime()) } });
    const choose = (text: string) =>
      settings(page)
        .locator('input[type="file"]')
        .setInputFiles({ name: 'copy.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    for (const [text, sentence] of [
      ['{"kind":', 'it is not JSON. Nothing was changed.'],
      ['{"cards":{}}', 'no copy of your progress. Nothing was changed.'],
      [
        copy.replace('"cards": {', '"cards": [], "x": {'),
        'does not say which cards were learned. Nothing was changed.',
      ],
      [copy.replace('"version": 1', '"version": 9'), 'a newer version of this book'],
    ] as const) {
      await choose(text);
      await expect(settings(page).getByText(sentence)).toBeVisible();
      expect(Object.keys((await learned(page))!.cards)).toEqual([one!.id]);
    }
    const more = JSON.parse(copy) as { cards: Record<string, object> };
    more.cards[other!.id] = known(NOON.getTime());
    more.cards['half'] = { due: 1 };
    await choose(JSON.stringify(more));
    await expect(
      settings(page).getByText('and 2 cards was added. 1 card of the copy could not be read.'),
    ).toBeVisible();
    expect(Object.keys((await learned(page))!.cards)).toEqual([one!.id, other!.id]);
    await settings(page).getByRole('button', { name: 'Clear' }).click();
    expect((await learned(page))!.cards).toEqual({});
    await settings(page).getByRole('button', { name: 'Undo' }).click();
    expect(Object.keys((await learned(page))!.cards)).toEqual([one!.id, other!.id]);
    await page.keyboard.press('Escape');
    await expect(counts(page)).toHaveText(/2 due\s+0 later today\s+10 new/);
  });

  test('are saved as a text that Anki imports, each with its links', async ({ page, site }) => {
    await page.goto('./cards/');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save for Anki' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('port3000-anki.txt');
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.startsWith('#separator:tab\n#html:true\n')).toBe(true);
    const lines = text
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('#'));
    expect(lines.filter((line) => line.startsWith('"')).length).toBeGreaterThanOrEqual(questions().length);
    expect(text).toContain(`<a href=""${site.url}rate-limiting/#`);
    await expect(page.getByText(`${questions().length} notes were saved for Anki`, { exact: false })).toBeVisible();
  });

  test('are accessible at rest, with a question and with an answer', async ({ page }) => {
    await watchPolicy(page);
    await page.goto('./cards/');
    await expect(counts(page)).toBeVisible();
    await expectAccessible(page);
    await begin(page, 'Begin');
    await expectAccessible(page);
    await page.keyboard.press('Space');
    await expect(page.locator('.card-grades')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('3');
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('heading', { name: 'By part' })).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => window.violations)).toEqual([]);
  });

  test('load no answers before they are wanted, and not much then', async ({ page }) => {
    const loaded = weigh(page);
    await page.goto('./cards/');
    await expect(counts(page)).toBeVisible();
    await page.waitForLoadState('networkidle');
    const files = (await loaded()).map((file) => ({ ...file, bytes: withGzip(file) }));
    const sum = (matching: RegExp) =>
      files.filter(({ url }) => matching.test(url)).reduce((total, { bytes }) => total + bytes, 0);
    console.log(`cards: ${sum(/./)} bytes, scripts ${sum(/\.js$/)}, bank ${sum(/bank\.json/)}`);
    expect(sum(/answers\.json|schedule/)).toBe(0);
    expect(sum(/bank\.json/)).toBeGreaterThan(1000);
    expect(sum(/\.js$/), 'scripts').toBeLessThan(25_000);
    const then = weigh(page);
    await begin(page, 'Begin');
    const more = (await then()).reduce((total, file) => total + withGzip(file), 0);
    console.log(`cards, begun: ${more} bytes more`);
    expect(more).toBeLessThan(120_000);
  });
});

test.describe('the interview', () => {
  /** Answers what is asked and what is asked next. */
  async function answer(page: Page, grade: string, next: string): Promise<void> {
    await page.keyboard.press('Space');
    await expect(page.locator('.card-answer')).toBeFocused();
    await page.keyboard.press(grade);
    await expect(page.locator('.interview-before')).toBeVisible();
    await page.keyboard.press('Space');
    await expect(page.locator('.card-answer')).toBeFocused();
    await page.keyboard.press(next);
  }

  test('asks by part against the clock, and looks back at what was weak', async ({ page }) => {
    await watchPolicy(page);
    await page.clock.install({ time: NOON });
    await page.goto('./interview/');
    await begin(page, 'Begin the interview');
    await expectAccessible(page);
    const timer = page.getByRole('timer');
    await expect(timer).toHaveText(/^(20:00|19:5\d)$/);
    const asked: string[] = [];
    for (const [grade, next] of [
      ['1', '4'],
      ['3', '4'],
      ['4', '2'],
    ] as const) {
      asked.push(await ask(page).innerText());
      await answer(page, grade, next);
      await expect(page.getByText(`Question ${asked.length + 1}`)).toBeVisible();
    }
    const entries = asked.map((text) => questions().find((entry) => plain(entry.ask) === text)!);
    const book = bank();
    const partOf = (chapter: string) => book.chapters.find(({ slug }) => slug === chapter)!.part;
    expect(new Set(entries.map(({ chapter }) => partOf(chapter))).size, 'parts').toBe(3);
    expect(await learned(page)).toMatchObject({
      cards: Object.fromEntries(entries.map(({ id }) => [id, { reps: 1 }])),
    });

    // The clock goes on while the page is away.
    await page.clock.fastForward(16 * MINUTE);
    await page.reload();
    await expect(timer).toHaveText(/^[34]:\d\d$/);
    await expect(page.getByText('5 minutes left.')).toBeVisible();
    await expect(page.getByText('Question 4')).toBeVisible();
    await page.clock.fastForward(5 * MINUTE);
    await expect(timer).toHaveText('Time is up');
    const last = await ask(page).innerText();
    await page.getByRole('button', { name: 'Show the answer' }).click();
    await page.getByRole('button', { name: 'With gaps' }).click();
    await page.keyboard.press('Space');
    await page.keyboard.press('3');

    await expect(page.getByRole('heading', { name: 'Look back' })).toBeFocused();
    await expect(page.getByText(/^\s*4 questions in 2\d minutes, 3 of them weak\./)).toBeVisible();
    const weak = page.locator('.interview-weak > li');
    await expect(weak).toHaveCount(3);
    await expect(weak.first()).toContainText(asked[0]!);
    await expect(weak.first()).toContainText('not at all; asked next: fully');
    await expect(weak.filter({ hasText: last })).toContainText('with gaps; asked next: well');
    await expect(page.getByRole('group', { name: 'Questions by part' }).locator('tbody tr')).toHaveCount(4);
    const topic = page.locator('.interview-topics a').first();
    await expectAccessible(page);
    expect(await page.evaluate(() => window.violations)).toEqual([]);

    // What was weak comes back among the cards; what was asked is remembered.
    await page.getByRole('link', { name: 'Go to the cards' }).click();
    await expect(page.getByRole('cell').first()).toBeVisible();
    await page.goBack();
    await page.getByRole('button', { name: /2026/ }).click();
    await expect(weak).toHaveCount(3);
    await topic.click();
    await expect(page).toHaveURL(/\/questions\/\?topic=/);
    await expect(page.getByText(/^\s*\d+ of \d+ questions/)).toBeVisible();
  });

  test('can end sooner, and one without an answer leaves nothing behind', async ({ page }) => {
    await page.goto('./interview/');
    await begin(page, 'Begin the interview');
    await page.getByRole('button', { name: 'Look back now' }).click();
    await expect(page.getByRole('heading', { name: 'Begin' })).toBeVisible();
    expect((await learned(page))?.interviews).toEqual([]);
    await begin(page, 'Begin the interview');
    await page.keyboard.press('Space');
    await page.keyboard.press('2');
    await expect(page.locator('.interview-before')).toBeVisible();
    await page.getByRole('button', { name: 'Look back now' }).click();
    await expect(page.getByText('1 question in 1 minute, 1 of them weak.', { exact: false })).toBeVisible();
    await page.getByRole('button', { name: 'Another interview' }).click();
    await expect(page.getByRole('heading', { name: 'Earlier' })).toBeVisible();
  });

  test('asks about the parts that were chosen', async ({ page }) => {
    const book = bank();
    await page.goto('./interview/');
    for (const { numeral, title } of book.parts.slice(1))
      await page.getByRole('checkbox', { name: `${numeral} · ${title}`, exact: true }).uncheck();
    const begins = page.getByRole('button', { name: 'Begin the interview' });
    await page
      .getByRole('checkbox', { name: `${book.parts[0]!.numeral} · ${book.parts[0]!.title}`, exact: true })
      .uncheck();
    await expect(begins).toBeDisabled();
    await page
      .getByRole('checkbox', { name: `${book.parts[0]!.numeral} · ${book.parts[0]!.title}`, exact: true })
      .check();
    await begins.click();
    await expect(page.locator('.card .crumb')).toContainText(`I · ${book.parts[0]!.title}`);
    await page.keyboard.press('Space');
    await page.keyboard.press('3');
    await page.keyboard.press('Space');
    await page.keyboard.press('3');
    await expect(page.locator('.card .crumb')).toContainText(`I · ${book.parts[0]!.title}`);
  });
});

test.describe('the bank', () => {
  test('lists every question and topic, each with where it is explained and what shows it', async ({ page }) => {
    await page.goto('./questions/');
    const items = page.locator('main [data-item]');
    const book = bank();
    await expect(items).not.toHaveCount(0);
    expect(await items.count()).toBeGreaterThanOrEqual(book.entries.length);
    expect(await page.locator('main li[id]').count(), 'topics').toBe(172);
    const incr = items.filter({ hasText: 'Why not call INCR and then EXPIRE?' });
    await expect(incr.getByRole('link', { name: 'More than one server' })).toHaveAttribute(
      'href',
      /\/rate-limiting\/#more-than-one-server$/,
    );
    await incr.getByRole('link', { name: 'Two steps too many' }).click();
    await expect(page).toHaveURL(/\/sandboxes\/rate-limiting\/redis-steps\/$/);
  });

  test('is filtered by part, topic and kind, with an address', async ({ page }) => {
    await page.goto('./questions/');
    const shown = page.locator('main [data-item]:visible');
    const all = await shown.count();
    await page.locator('select[name="topic"]').selectOption('A17');
    await expect(page.getByText(/^\s*\d+ of \d+ questions/)).toBeVisible();
    expect(await shown.count()).toBeGreaterThan(2);
    for (const topics of await shown.evaluateAll((items) =>
      items.map((item) => (item as HTMLElement).dataset['topic']),
    ))
      expect(topics).toContain('A17');
    await expect(page).toHaveURL(/\?topic=A17$/);
    await page.locator('select[name="kind"]').selectOption('topic');
    await expect(shown).toHaveCount(1);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('select[name="part"]').selectOption('6');
    const security = await shown.count();
    expect(security).toBeGreaterThan(10);
    expect(security).toBeLessThan(all / 3);
    await page.goto('./questions/?kind=checklist');
    await expect(page.getByText(/^\s*8 of \d+ questions/)).toBeVisible();
  });

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false });
    test('it is the whole list, and cards say where it is', async ({ page }) => {
      await page.goto('./questions/');
      await expect(page.locator('.filters')).toBeHidden();
      expect(await page.locator('main [data-item]').count()).toBeGreaterThan(350);
      await expect(page.locator('main [data-item]').last()).toBeVisible();
      await page.goto('./cards/');
      await page.locator('card-desk').getByRole('link', { name: 'on one page' }).click();
      await expect(page).toHaveURL(/\/questions\/$/);
    });
  });
});
