/**
 * Answers of every kind, as they come. The cost of a large one is counted in nodes and characters that are rendered,
 * which make a page slow, never in time.
 */
import { readFileSync } from 'node:fs';
import { expectAccessible } from '../support/axe.ts';
import { button, expect, run, test, type Locator } from './support/workbench.ts';

/** Sends a request of the reader's own. */
async function ask(box: Locator, text: string): Promise<Locator> {
  await button(box, 'New request').click();
  const field = box.getByRole('textbox', { name: 'Request: Your request' });
  await field.fill(text);
  await box.getByRole('button', { name: 'Send: Your request' }).last().click();
  return box.locator('sandbox-answer');
}

const get = (path: string) => `GET http://localhost:3000/fake/${path}\n`;
const status = (answer: Locator) => answer.getByRole('status');

/** How much an answer has put into the page. */
const rendered = (answer: Locator) =>
  answer.evaluate((element) => ({
    nodes: element.querySelectorAll('*').length,
    characters: element.textContent?.length ?? 0,
  }));

/** How many nodes and characters an answer may put into the page, however large it is. */
const NODES = 6000;
const CHARACTERS = 30_000;

test.beforeEach(async ({ open }) => {
  await run(await open());
});

test.describe('as they come', () => {
  test('events are a list with their times while they come, until the reader stops', async ({ page }) => {
    const box = page.locator('live-sandbox').first();
    const answer = await ask(box, get('events'));
    await expect(status(answer)).toHaveText(/200 OK ·\s+receiving/);
    await expect(answer).toContainText('250 events');
    await expect(answer).toContainText('The 150 before these are not shown.');
    const events = answer.getByRole('list', { name: 'Events' }).getByRole('listitem');
    await expect(events).toHaveCount(100);
    await expect(events.last()).toHaveText(/^\s*\+\d+\.\d{3} s\s+tenth\s*id 250\s+event 250\s*$/);
    await answer.getByRole('button', { name: 'Show more' }).click();
    await expect(events).toHaveCount(200);
    await button(box, 'Stop reading').click();
    await expect(status(answer)).toHaveText(/200 OK ·\s+\S+ m?s ·\s+[\d,]+ bytes/);
    await expect(answer).toContainText('Reading was stopped before the answer was whole.');
    await expect(events).toHaveCount(200);
  });

  test('the head of a chunked answer is there before its body, and the pieces as they come', async ({ page }) => {
    const box = page.locator('live-sandbox').first();
    const answer = await ask(box, get('chunks'));
    await expect(status(answer)).toContainText('receiving');
    await expect(answer.locator('.sandbox-body')).toHaveText('first ');
    await ask(box, get('release'));
    await expect(status(answer)).toContainText('204');
    // The newest answer is in front; the slow one has ended meanwhile, as its row says.
    await expect(box.locator('.sandbox-outcome')).toHaveText([/200/, /204/]);
  });

  test('what never answers can be given up, and what breaks off is shown as far as it came', async ({ page }) => {
    const box = page.locator('live-sandbox').first();
    const answer = await ask(box, get('silence'));
    await expect(status(answer)).toHaveText('waiting for the answer');
    await button(box, 'Stop waiting').click();
    await expect(status(answer)).toHaveText('no answer');
    await expect(answer).toContainText('Reading was stopped before the answer was whole.');
    await ask(box, get('broken'));
    await expect(status(answer)).toContainText('200 OK');
    await expect(answer.locator('.sandbox-body')).toHaveText('only this');
    await expect(answer).toContainText(
      'The server closed the connection before the body was whole (9 bytes had come).',
    );
  });
});

test.describe('large ones', () => {
  for (const [what, path, left] of [
    ['2 MB of JSON', 'large-json', /2\.\d MB more are not shown/],
    ['190,000 lines', 'lines', /379\.0 kB more are not shown/],
    ['20,000 headers', 'headers', /All 20,000 headers/],
    ['100 MB', 'huge', /100\.0 MB more are not shown/],
  ] as const)
    test(`${what}: what is shown is bounded, and what is left out is told`, async ({ page }) => {
      const box = page.locator('live-sandbox').first();
      const answer = await ask(box, get(path));
      await expect(status(answer)).toHaveText(/200 OK ·\s+\S+ m?s ·/);
      await expect(answer).toContainText(left);
      let { nodes, characters } = await rendered(answer);
      expect(nodes).toBeLessThan(NODES);
      expect(characters).toBeLessThan(CHARACTERS);
      if (path === 'headers') await button(box, 'All 20,000 headers').click();
      else await answer.getByRole('button', { name: 'Show more' }).click();
      await expect.poll(async () => (await rendered(answer)).characters).toBeGreaterThan(characters);
      ({ nodes, characters } = await rendered(answer));
      expect(nodes).toBeLessThan(NODES);
      expect(characters).toBeLessThan(2 * CHARACTERS);
      await button(box, 'Raw bytes').click();
      await expect(answer.getByRole('group', { name: 'Received' })).toContainText('HTTP/1.1 200 OK');
      ({ nodes, characters } = await rendered(answer));
      expect(nodes).toBeLessThan(NODES);
      expect(characters).toBeLessThan(CHARACTERS);
    });

  test('all of a body can be had as a file', async ({ page }) => {
    const box = page.locator('live-sandbox').first();
    const answer = await ask(box, get('lines'));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      answer.getByRole('button', { name: 'Save the body as a file' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('answer.txt');
    expect(readFileSync(await download.path(), 'utf8')).toBe('x\n'.repeat(190_000));
  });
});

test.describe('read', () => {
  test('digits and members are those that came', async ({ page }) => {
    const answer = await ask(page.locator('live-sandbox').first(), get('json'));
    await expect(answer.locator('.sandbox-body')).toHaveText(
      '{\n  "id": 9007199254740993,\n  "dup": 1,\n  "dup": 2,\n  "big": 1e400\n}',
    );
  });

  test('what is packed is unpacked, which is said, and other charsets are read', async ({ page }) => {
    const box = page.locator('live-sandbox').first();
    const answer = await ask(box, get('gzip'));
    await expect(answer.locator('.sandbox-body')).toHaveText('{\n  "packed": true\n}');
    await expect(answer).toContainText(/Content-Encoding: gzip\. \d+ bytes came, unpacked they are 15 bytes/);
    await ask(box, get('brotli'));
    await expect(answer.locator('.sandbox-body')).toHaveText('{\n  "packed": "by brotli"\n}');
    await ask(box, get('not-gzip'));
    await expect(answer).toContainText('Content-Encoding says gzip, and the bytes are not that');
    await ask(box, get('latin1'));
    await expect(answer.locator('.sandbox-body')).toHaveText('café');
    await expect(answer).toContainText('Read as windows-1252, as browsers read iso-8859-1.');
  });

  test('the status is said in words, headers are explained, a redirection is followed when asked', async ({ page }) => {
    const box = page.locator('live-sandbox').first();
    const answer = await ask(box, get('moved'));
    await expect(answer.locator('.sandbox-meaning')).toHaveText(
      /The answer is elsewhere: fetch the address in Location with GET\.\s+RFC 9110 §15\.4\.4/,
    );
    await expect(answer.getByRole('rowheader')).toHaveText(['Location', 'RateLimit']);
    await button(box, 'All 3 headers').click();
    await expect(answer.getByRole('rowheader')).toHaveText(['Location', 'X-Powered-By', 'RateLimit']);
    await answer.getByRole('button', { name: 'X-Powered-By' }).click();
    await expect(answer).toContainText('its meaning is the program’s');
    await answer.getByRole('button', { name: 'Location', exact: true }).click();
    await expect(answer.getByRole('link', { name: 'RFC 9110 §10.2.2' })).toBeVisible();
    await expectAccessible(page, { within: 'sandbox-answer' });
    await button(box, 'Follow to GET /fake/json').click();
    await expect(status(answer)).toContainText('200 OK');
    await expect(answer).toContainText('Your request, followed · GET /fake/json');
    await ask(box, get('away'));
    await expect(answer).toContainText('It leads to https://example.com, outside of this page.');
    await expect(button(box, /^Follow/)).toHaveCount(0);
  });
});

test.describe('used', () => {
  test('a page is seen in a frame that can do nothing', async ({ page, context, harness }) => {
    const elsewhere: string[] = [];
    context.on('request', (request) => {
      if (!request.url().startsWith(harness.url)) elsewhere.push(request.url());
    });
    await page.evaluate(() => addEventListener('message', () => (document.title = 'told')));
    const title = await page.title();
    const box = page.locator('live-sandbox').first();
    const answer = await ask(box, get('page'));
    await expect(answer.locator('.sandbox-body')).toContainText('<h1>A page</h1>');
    await button(box, 'See the page').click();
    const frame = answer.locator('iframe');
    await expect(frame).toHaveAttribute('sandbox', '');
    const inside = answer.frameLocator('iframe');
    await expect(inside.getByRole('heading')).toHaveText('A page');
    await inside.getByRole('button', { name: 'Go' }).click();
    await expect(inside.getByRole('heading')).toHaveText('A page');
    expect(await page.title()).toBe(title);
    // Requests of the framed page would have gone by the time that another request is answered: there were none.
    await ask(box, get('json'));
    await expect(answer.locator('.sandbox-body')).toContainText('9007199254740993');
    expect(elsewhere).toEqual([]);
    expect(page.url().startsWith(harness.url)).toBe(true);
  });

  test('lines of plain text stay whole, as tables and drawings need them; a single long one is wrapped', async ({
    page,
  }) => {
    const box = page.locator('live-sandbox').first();
    const space = (answer: Locator) =>
      answer.locator('.sandbox-body').evaluate((body) => getComputedStyle(body).whiteSpace);
    const table = await ask(box, get('table'));
    await expect(table.locator('.sandbox-body')).toContainText('column');
    expect(await space(table)).toBe('pre');
    const text = await ask(box, get('latin1'));
    await expect(text.locator('.sandbox-body')).toHaveText('café');
    expect(await space(text)).toBe('pre-wrap');
  });

  test('two answers stand side by side, and a request is copied', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const box = page.locator('live-sandbox').first();
    await ask(box, get('json'));
    const answer = await ask(box, get('latin1'));
    await expect(answer.locator('.sandbox-body')).toHaveText('café');
    await button(box, 'Copy as curl').click();
    await expect(answer).toContainText('Copied.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'curl --include --globoff --path-as-is http://localhost:3000/fake/latin1\n',
    );
    await answer.getByRole('combobox', { name: 'Compare with' }).selectOption({ index: 1 });
    await expect(answer.getByRole('group', { name: 'Earlier answer' }).locator('mark').first()).toContainText(
      'application/json',
    );
    await expect(answer.getByRole('group', { name: 'This answer' }).locator('mark').first()).toContainText(
      'text/plain',
    );
    await expect(answer).toContainText(/lines? of the earlier one and \d+ lines? of this one differ/);
    await expectAccessible(page, { within: 'sandbox-answer' });
  });
});
