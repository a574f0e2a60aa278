/** Bursts with the real engine: fixed window against token bucket in one picture, a table, CSV, 10,000 requests. */
import { LOOKS } from '../support/looks.ts';
import {
  button,
  expect,
  expectAccessible,
  openBuilt,
  openPane,
  replaceBuilt,
  runBuilt,
  serveBuilt,
  test,
  type Locator,
} from './support/built.ts';

const site = serveBuilt();

/** One server with both limits, 10 in 10 seconds. `{` opens what the test needs of it. */
const LIMITS = `
import { createServer } from 'node:http';

const window = { start: -1, count: 0 };
function fixed(now) {
  const start = Math.floor(now / 10_000);
  if (window.start !== start) Object.assign(window, { start, count: 0 });
  return (window.count += 1) <= 10;
}

const bucket = { tokens: 10, at: Date.now() };
function token(now) {
  bucket.tokens = Math.min(10, bucket.tokens + (now - bucket.at) / 1000);
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

createServer((req, res) => {
  const admitted = req.url === '/time' ? token(Date.now()) : fixed(Date.now());
  res.writeHead(admitted ? 200 : 429).end();
}).listen(process.env.PORT ?? 3000);
`;

async function burst(pane: Locator, fields: Readonly<Record<string, string>>, time = 'Moved time'): Promise<void> {
  const { Request, ...numbers } = fields;
  if (Request !== undefined) await pane.getByRole('combobox', { name: 'Request' }).selectOption({ label: Request });
  for (const [label, value] of Object.entries(numbers)) await pane.getByLabel(label).fill(value);
  await pane.getByRole('radio', { name: time }).check();
  await button(pane, 'Send burst').click();
}

test('fixed window and token bucket lie over each other, with their numbers in a table and as CSV', async ({
  page,
}) => {
  const files: string[] = [];
  page.on('request', (request) => files.push(new URL(request.url()).pathname));
  const box = await openBuilt(page, site());
  await replaceBuilt(box, LIMITS);
  await runBuilt(box);
  const pane = await openPane(box, 'Bursts');
  const drawing = () => files.filter((path) => /live-figure/.test(path));
  expect(drawing()).toEqual([]);
  await burst(pane, {
    Request: 'Say hello',
    'How many': '200',
    'At a time': '5',
    Apart: '1000',
    'Name of this run': 'Fixed window',
  });
  await expect(pane.getByRole('status')).toHaveText('200 requests have ended.', { timeout: 30_000 });
  expect(drawing().length).toBeGreaterThan(0);
  await burst(pane, { Request: 'What time is it on the server?', 'Name of this run': 'Token bucket' });
  const row = (name: string) => pane.getByRole('row', { name: new RegExp(name) });
  await expect(row('Token bucket')).toContainText('200: 49, 429: 151', { timeout: 30_000 });
  // Of four or five windows, as the first began before: each lets 10 in, at once; the first or the last may have seen 5 only.
  await expect(row('Fixed window')).toContainText(/200: (40, 429: 160|45, 429: 155|50, 429: 150)/);
  const counts = pane.getByRole('img', { name: 'Answered and refused over time' });
  await expect(counts).toHaveAccessibleDescription(
    /Fixed window: of 200 requests within 39\.0 s.*Token bucket: of 200/,
  );
  await expect(pane.locator('[data-plot="counts"] .figure-legend li')).toHaveText([
    'Fixed window, answered',
    'Fixed window, refused',
    'Token bucket, answered',
    'Token bucket, refused',
  ]);
  await expect(pane).toContainText('Every answer came at once on the clock of the programs');
  await pane.getByText('Numbers', { exact: true }).first().click();
  await expect(pane.locator('[data-plot="counts"]').getByRole('table')).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(pane, 'Save every request as CSV').click(),
  ]);
  const csv = Buffer.concat((await (await download.createReadStream()).toArray()) as Buffer[]).toString();
  expect(csv.split('\r\n')).toHaveLength(402);
  expect(csv).toMatch(/^Token bucket,\d+,39000,0,\d{3}$/m);
  await pane.getByRole('checkbox', { name: 'Draw Fixed window' }).uncheck();
  await expect(pane.locator('[data-plot="counts"] .figure-legend li')).toHaveText(['answered', 'refused']);
  await button(pane, 'Forget Fixed window').click();
  await expect(row('Fixed window')).toHaveCount(0);
});

test('10,000 requests over real time are counted and drawn thinned; Send no more ends them', async ({ page }) => {
  test.setTimeout(120_000);
  const box = await openBuilt(page, site());
  await replaceBuilt(box, LIMITS);
  await runBuilt(box);
  const pane = await openPane(box, 'Bursts');
  await burst(pane, { 'How many': '10000', 'At a time': '100', Apart: '0' }, 'Real time');
  await expect(pane.getByRole('progressbar')).toBeVisible();
  await expect(pane.getByRole('status')).toHaveText('10,000 requests have ended.', { timeout: 90_000 });
  await expect(pane).toContainText(
    'The plot has the counts at 300 moments of 10,000 requests; the CSV has every request.',
  );
  await expect(pane.getByRole('img', { name: 'Share of the answers that had come within a time' })).toBeVisible();
  await burst(pane, { 'How many': '10000', 'At a time': '1', Apart: '10' }, 'Real time');
  await expect(pane.getByRole('progressbar')).toBeVisible();
  await button(pane, 'Send no more').click();
  await expect(pane.getByRole('alert')).toHaveText(/^You have stopped it: [\d,]+ of 10,000 requests have ended\.$/);
});

for (const { device, theme, viewport } of LOOKS)
  test(`axe finds nothing with two runs drawn: ${device}, ${theme}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: theme });
    const box = await openBuilt(page, site());
    await runBuilt(box);
    const pane = await openPane(box, 'Bursts');
    await expectAccessible(page);
    for (const name of ['One', 'Two']) {
      await burst(pane, { 'How many': '20', Apart: '50', 'Name of this run': name }, 'Real time');
      await expect(pane.getByRole('row', { name: new RegExp(name) })).toContainText('200: 20');
    }
    await expect(pane.getByRole('img')).toHaveCount(2);
    await pane.getByText('Numbers', { exact: true }).first().click();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
  });
