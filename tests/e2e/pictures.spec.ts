/** How each pane looks in its states; CONTRIBUTING.md says how the pictures are made anew. */
import {
  button,
  expect,
  openBuilt,
  openPane,
  replaceBuilt,
  runBuilt,
  serveBuilt,
  test,
  type Locator,
  type Page,
} from './support/built.ts';
import { expectPicture } from './support/pictures.ts';

const site = serveBuilt();
test.use({ viewport: { width: 1440, height: 1700 }, locale: 'en-US', timezoneId: 'UTC', reducedMotion: 'reduce' });
test.setTimeout(180_000);

const openHello = (page: Page) => openBuilt(page, site(), 'sandboxes/backends/hello/');
const answer = (box: Locator) => box.locator('sandbox-answer');

async function send(box: Locator, title: string, status: string): Promise<void> {
  await button(box, `Send: ${title}`).first().click();
  await expect(answer(box).getByRole('status')).toContainText(status, { timeout: 30_000 });
}

/** Puts `text` in place of what is in the editor. */
async function put(box: Locator, text: string): Promise<void> {
  await box.locator('.cm-content').focus();
  await box.page().keyboard.press('ControlOrMeta+a');
  await box.page().keyboard.insertText(text);
}

test('an answer, two answers, what More offers', async ({ page }) => {
  const box = await openHello(page);
  await runBuilt(box);
  await send(box, 'Sign the guest book', '201 Created');
  await expect(answer(box)).toContainText('"guest": 1');
  await expectPicture(answer(box), 'answer');
  await expectPicture(box.locator('.sandbox-bar'), 'bar-running');
  await button(box, 'Raw bytes').click();
  await expect(answer(box).getByRole('group', { name: 'Received' })).toBeVisible();
  await expectPicture(answer(box), 'answer-raw');
  await button(box, 'Raw bytes').click();
  await send(box, 'Sign it without a name', '422');
  await answer(box).getByRole('combobox', { name: 'Compare with' }).selectOption({ index: 1 });
  await expect(answer(box).locator('answer-compare mark').first()).toBeVisible();
  await expectPicture(answer(box), 'answer-compared');
  await box.getByRole('button', { name: /^Sign it without a name/ }).click();
  await expect(box.getByRole('textbox', { name: /^Request: / })).toBeVisible();
  await expectPicture(box.locator('[data-pane="requests"]'), 'requests-edited');
  await button(box, 'More panes').click();
  await expectPicture(page.getByRole('dialog', { name: 'More panes' }), 'more');
});

test('code and requests, map, clock, wire', async ({ page }) => {
  const box = await openBuilt(page, site(), 'sandboxes/rate-limiting/instances/', 'rate-limiting/instances');
  await expectPicture(box, 'before');
  await button(box, /^Edit /).click();
  await expect(box.locator('.cm-content')).toBeFocused();
  await expectPicture(box.locator('.sandbox-files'), 'editor');
  await runBuilt(box);
  const map = await openPane(box, 'Map');
  await button(map.getByRole('list', { name: 'Wires' }), 'Cut: api-1 – api-2').click();
  await expect(map.getByRole('status')).toContainText('cut');
  await expectPicture(map, 'map');
  const clock = await openPane(box, 'Clock');
  await button(clock, 'Stand still').click();
  await expect(clock.getByRole('status')).toContainText('stands still');
  await expectPicture(clock, 'clock');
  const wire = await openPane(box, 'Wire');
  await button(box, /^Send: /)
    .first()
    .click();
  await expect(wire.getByRole('list', { name: 'What went over it, in time' })).toContainText('connects to');
  await expectPicture(wire, 'wire');
});

test('a stream, a burst, a program that fails', async ({ page }) => {
  const box = await openHello(page);
  await replaceBuilt(
    box,
    `import { createServer } from 'node:http';

createServer((req, res) => {
  res.writeHead(200, { 'Content-Type': 'text/event-stream' });
  res.end('id: 1\\nevent: price\\ndata: 41\\n\\nid: 2\\nevent: price\\ndata: 42\\n\\ndata: closed\\n\\n');
}).listen(process.env.PORT ?? 3000);
`,
  );
  await runBuilt(box);
  await send(box, 'Say hello', '200 OK');
  await expect(answer(box).locator('.sandbox-events')).toContainText('closed');
  await expectPicture(answer(box), 'stream');
  await put(
    box,
    `import { createServer } from 'node:http';

const bucket = { tokens: 10, at: Date.now() };

createServer((req, res) => {
  const now = Date.now();
  bucket.tokens = Math.min(10, bucket.tokens + (now - bucket.at) / 1000);
  bucket.at = now;
  const admitted = bucket.tokens >= 1;
  if (admitted) bucket.tokens -= 1;
  res.writeHead(admitted ? 200 : 429).end();
}).listen(process.env.PORT ?? 3000);
`,
  );
  await runBuilt(box);
  const bursts = await openPane(box, 'Bursts');
  for (const [label, value] of Object.entries({ 'How many': '60', 'At a time': '3', Apart: '1000' }))
    await bursts.getByLabel(label).fill(value);
  await button(bursts, 'Send burst').click();
  await expect(bursts.getByRole('status')).toHaveText('60 requests have ended.', { timeout: 30_000 });
  await expect(bursts.getByRole('img')).toHaveCount(1);
  await expectPicture(bursts, 'bursts');
  await button(bursts, 'Close').click();
  await put(box, `const limits = {};\n\nconsole.log('starting');\nconsole.log(limits.window.size);\n`);
  await button(box, /^(Run|Restart)$/).click();
  await expect(box.locator('[data-pane="failure"]')).toContainText('TypeError', { timeout: 30_000 });
  await expectPicture(box, 'failure');
  await expectPicture(box.locator('[data-pane="log"]'), 'log-failure');
});

test('a figure and a prediction', async ({ page }) => {
  await page.goto(`${site()}rate-limiting/`);
  await expectPicture(page.locator('port-figure').first(), 'figure');
  const predict = page.locator('port-predict').first();
  await expectPicture(predict, 'predict-before');
  await predict.getByRole('radio').first().check();
  await predict.getByRole('button', { name: 'Run and see' }).click();
  await expect(predict.getByRole('status')).not.toBeEmpty({ timeout: 30_000 });
  await expect(predict.locator('.predict-outcome')).toContainText('200 OK', { timeout: 30_000 });
  await expectPicture(predict, 'predict-after');
});

test('the check of an exercise, failed and passed', async ({ page }) => {
  await page.goto(`${site()}methods/`);
  const box = page.locator('.exercise');
  const check = box.locator('[data-part="check"]');
  await button(box, 'Run check').click();
  await expect(check.locator('.check-status')).toHaveText(/do not hold$/, { timeout: 60_000 });
  await check.locator('.check-exchange summary').first().click();
  await expectPicture(check.locator('.check-assertion').first(), 'check-failed');
  await box.getByText('Solution', { exact: true }).click();
  const solution = box.locator('sandbox-solution');
  await expect(solution.locator('ins').first()).toBeVisible();
  await button(solution, 'Put the solution into the editor').click();
  await button(box, 'Run check').click();
  await expect(check.locator('.check-status')).toHaveText(/^all \d+ assertions hold$/, { timeout: 60_000 });
  await expectPicture(check, 'check-passed');
});

test('a database, a query, its plan', async ({ page }) => {
  const box = await openBuilt(page, site(), 'methods/', 'methods/patch-that-loses');
  await runBuilt(box);
  await button(box, /^Database$/).click();
  const database = box.locator('sandbox-database');
  await expect(database.getByRole('status')).toContainText('will be marked', { timeout: 30_000 });
  await button(box, 'New request').click();
  await box
    .getByRole('textbox', { name: 'Request: Your request' })
    .fill(
      'PUT http://localhost:3000/sql/users/1\nContent-Type: application/json\n\n{ "name": "Ada", "score": 7, "nick": null }\n',
    );
  await button(box, 'Send: Your request').last().click();
  await expect(database.getByRole('status')).toHaveText('Since the last request: users: 1 new.');
  await database.locator('.database-structure summary').click();
  await expectPicture(database, 'database');
  await database.locator('.database-structure summary').click();
  await database.locator('summary').filter({ hasText: 'Query in SQL' }).click();
  await box.getByRole('textbox', { name: 'SQL' }).fill('SELECT name FROM users WHERE score > 3 ORDER BY name');
  await button(box, 'Show plan').click();
  await expect(box.getByRole('list', { name: 'Plan' })).toBeVisible();
  await expectPicture(database, 'plan');
});
