/** Sandboxes of the built site with the real engine: read, run, edit, break, mend, cut the network. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { serveStatic, type StaticSite } from '../../scripts/lib/static-server.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, process.env['PORT3000_OUT'] ?? 'dist');

let site: StaticSite;
test.beforeAll(async () => {
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(`There is no built site in ${folder}; run “npm run build” first.`);
  site = await serveStatic(folder, '/', 0);
});
test.afterAll(() => site?.close());
test.setTimeout(60_000);

const status = (box: Locator) => box.locator('.sandbox-status');
const button = (box: Locator, name: string | RegExp) => box.getByRole('button', { name });
const answerStatus = (box: Locator) => box.locator('sandbox-answer').getByRole('status');

async function open(page: Page): Promise<Locator> {
  await page.goto(site.url);
  return page.locator('live-sandbox[data-name="backends/hello"]');
}

async function run(box: Locator): Promise<void> {
  await button(box, /^(Run|Restart)$/).click();
  await expect(status(box)).toContainText('listening on 3000', { timeout: 20_000 });
}

/** Replaces a piece of the file in front, which nobody has changed yet, through the editor: it draws some lines only. */
async function edit(box: Locator, from: string, to: string): Promise<void> {
  const page = box.page();
  const editor = box.locator('.cm-content:visible');
  if (!(await editor.isVisible())) await button(box, /^Edit /).click();
  await expect(editor).toBeFocused();
  const { files } = catalogue(root).sandbox('backends/hello');
  const text = Object.values(files).find((each) => each.includes(from)) ?? '';
  expect(text).toContain(from);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text.replace(from, () => to));
}

test('an unmodified Express server runs in the page and answers', async ({ page }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(site.url)) elsewhere.push(request.url());
  });
  const box = await open(page);
  await run(box);
  await expect(box.getByRole('log')).toContainText('Listening on http://localhost:3000');
  await button(box, 'Send: Say hello').first().click();
  await expect(box.locator('.sandbox-body')).toHaveText(/^Hello! This is Node v24\.\d+\.\d+\.\s*$/);
  await button(box, 'Send: Sign it without a name').click();
  await expect(answerStatus(box)).toContainText('422 Unprocessable Entity');
  expect(elsewhere).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in a running sandbox with an answer open, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const box = await open(page);
    await run(box);
    await button(box, 'Send: Sign it without a name').click();
    await expect(answerStatus(box)).toContainText('422');
    await expectAccessible(page);
  });
}

test('a changed line is served after a restart', async ({ page }) => {
  const box = await open(page);
  await run(box);
  await edit(box, "en: 'Hello'", "en: 'Ahoy'");
  await expect(status(box)).toContainText('edited, restart to apply');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(status(box)).not.toContainText('edited');
  await expect(status(box)).toContainText('listening on 3000');
  await button(box, 'Send: Say hello').first().click();
  await expect(box.locator('.sandbox-body')).toContainText('Ahoy! This is Node');
});

test('what is broken says where, and can be mended', async ({ page }) => {
  const box = await open(page);
  await edit(box, 'const guests = [];', 'const guests = [;');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(status(box)).toContainText('exited with code 1', { timeout: 20_000 });
  await expect(box.getByRole('log')).toContainText('SyntaxError');
  await expect(box.getByRole('log')).toContainText('/server.js:5');
  await button(box, 'Reset').click();
  await run(box);
});

test('a server that dies while it answers leaves a sentence', async ({ page }) => {
  const box = await open(page);
  await edit(box, 'res.json({ now:', 'throw process.exit(3), new Error({ now:');
  await run(box);
  await button(box, 'Send: What time is it on the server?').click();
  await expect(answerStatus(box)).toHaveText('no answer');
  await expect(box.locator('sandbox-answer > .sandbox-note')).toHaveText(/\w+ .*\./);
  await expect(status(box)).toContainText('exited with code 3');
});

test('an endless loop costs a Stop, and Run answers again', async ({ page }) => {
  const box = await open(page);
  await edit(box, 'res.json({ now:', 'while (true) {} res.json({ now:');
  await run(box);
  await button(box, 'Send: What time is it on the server?').click();
  await expect(answerStatus(box)).toContainText('waiting for the answer');
  await button(box.locator('.sandbox-bar'), 'Stop').click();
  await expect(status(box)).toContainText('stopped');
  await expect(answerStatus(box)).toHaveText('no answer');
  await button(box, 'Reset').click();
  await run(box);
  await button(box, 'Send: What time is it on the server?').click();
  await expect(answerStatus(box)).toContainText('200 OK');
});

test('a flood of a million lines is survived', async ({ page }) => {
  const box = await open(page);
  await edit(
    box,
    'const guests = [];',
    'const guests = [];\nfor (let line = 1; line <= 1_000_000; line += 1) console.log(line);',
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(box.getByText(/earlier lines are no longer kept/)).toBeVisible({ timeout: 30_000 });
  await expect(box.getByRole('log').locator('> div')).toHaveCount(1000);
  await button(box, 'Stop').click();
  await expect(status(box)).toContainText('stopped');
});

/** Takes a WebSocket and says again what it is told, by RFC 6455, without a package. */
const ECHO = `
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const server = createServer((req, res) => res.end('WebSocket only'));
server.on('upgrade', (req, socket) => {
  const key = req.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
  const accept = createHash('sha1').update(key).digest('base64');
  socket.write('HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n');
  socket.write('Sec-WebSocket-Accept: ' + accept + '\\r\\n\\r\\n');
  socket.on('data', (frame) => {
    const mask = frame.subarray(2, 6);
    const text = frame.subarray(6).map((byte, index) => byte ^ mask[index % 4]);
    socket.write(Buffer.concat([Buffer.from([frame[0], text.length]), text]));
    if ((frame[0] & 15) === 8) socket.end();
  });
});
server.listen(process.env.PORT ?? 3000);
`;

test('a WebSocket is opened, spoken over and closed, and axe finds nothing in it', async ({ page }) => {
  const box = await open(page);
  await button(box, /^Edit /).click();
  await expect(box.locator('.cm-content:visible')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(ECHO);
  await run(box);
  await button(box, 'New').click();
  await box.getByRole('textbox', { name: 'Request: Your request' }).fill('WEBSOCKET ws://localhost:3000/\n');
  await button(box, 'Send: Your request').click();
  const view = box.locator('socket-view');
  await expect(answerStatus(box)).toContainText('101 Switching Protocols');
  await view.getByLabel('Message to send').fill('hello');
  await page.keyboard.press('Enter');
  await expect(view.getByRole('listitem')).toHaveText([/→sent\s+hello\s*$/, /←received\s+hello\s*$/]);
  await expectAccessible(page, { within: 'socket-view' });
  await view.getByLabel('Code to close with').fill('1001');
  await view.getByRole('button', { name: 'Close' }).click();
  await expect(view.getByRole('alert')).toContainText('A client closes with 1000');
  await view.getByLabel('Code to close with').fill('3001');
  await view.getByRole('button', { name: 'Close' }).click();
  await expect(view.getByLabel('Message to send')).toHaveCount(0);
  await expect(view.getByRole('listitem').last()).toContainText('close 3001');
});

test('once it has run, it needs no network', async ({ page, context }) => {
  const box = await open(page);
  await run(box);
  await edit(box, "en: 'Hello'", "en: 'Offline'");
  await button(box, 'Stop').click();
  await context.setOffline(true);
  await run(box);
  await button(box, 'Send: Say hello').first().click();
  await expect(box.locator('.sandbox-body')).toContainText('Offline! This is Node');
});

for (const chapter of ['methods', 'rate-limiting', 'indexes']) {
  test(`${chapter}: every sandbox answers as it was recorded`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.goto(`${site.url}${chapter}/`);
    const boxes = await page.locator('live-sandbox').all();
    expect(boxes.length).toBeGreaterThan(0);
    for (const box of boxes) {
      const name = (await box.getAttribute('data-name'))!;
      const { exchanges, processes } = catalogue(root).sandbox(name).transcript!;
      await test.step(name, async () => {
        await button(box, /^Run$/).click();
        if (exchanges.length === 0) {
          const [{ exitCode } = { exitCode: 0 }] = Object.values(processes);
          await expect(status(box)).toContainText(`exited with code ${exitCode}`, { timeout: 30_000 });
        } else {
          await expect(status(box)).toContainText('listening on', { timeout: 30_000 });
          await button(box, exchanges.length === 1 ? /^Send: / : 'Send all in order').click();
          await expect(box.locator('.sandbox-outcome')).toHaveCount(exchanges.length, { timeout: 60_000 });
          await expect(box.locator('.sandbox-outcome', { hasText: '…' })).toHaveCount(0, { timeout: 60_000 });
          const outcomes = (await box.locator('.sandbox-outcome').allTextContents()).map((text) =>
            text.replace('last answer:', '').trim(),
          );
          expect(outcomes).toEqual(
            exchanges.map(({ response }) => (response === null ? 'no answer' : String(response.status))),
          );
        }
        await button(box, 'Stop').click({ force: true });
      });
    }
  });
}
