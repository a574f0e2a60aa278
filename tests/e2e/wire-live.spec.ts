/** The wire pane with the real engine: heads, bodies, chunks, keep-alive between two processes; text and hex; bounds. */
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
} from './support/built.ts';

const site = serveBuilt();

/** Answers in chunks, to itself over a connection that is kept alive, and to the reader. */
const CHUNKED = `
import { Agent, createServer, get } from 'node:http';

const port = process.env.PORT ?? 3000;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
createServer((req, res) => {
  res.write('Hello, ');
  setTimeout(() => res.end(req.url), 20);
}).listen(port, () => {
  for (const path of ['/one', '/two']) get({ port, path, agent }, (res) => res.resume());
});
`;

test('chunks, head and body, keep-alive, text and hex, in time', async ({ page }) => {
  const box = await openBuilt(page, site());
  const pane = await openPane(box, 'Wire');
  await expect(pane).toContainText('Press Run');
  await replaceBuilt(box, CHUNKED);
  await runBuilt(box);
  const list = pane.getByRole('list', { name: 'What went over it, in time' });
  await expect(list).toContainText('request 2 on this connection');
  await expect(list).toContainText('Kept alive: the next request may come over this connection.');
  await button(box, 'Send: Say hello').first().click();
  await expect(box.locator('sandbox-answer').getByRole('status')).toContainText('200 OK');
  await expect(list.getByRole('listitem').first()).toContainText('client connects to app');
  const part = (kind: string) => list.getByRole('group', { name: kind, exact: true });
  await expect(part('head').first()).toContainText('GET / HTTP/1.1\\r\\n');
  await expect(part('chunk size').first()).toHaveText('7\\r\\n');
  await expect(part('chunk').first()).toHaveText('Hello, ');
  await expect(part('chunk size').last()).toHaveText('0\\r\\n');
  await expect(list).toContainText('no further request comes over this connection');
  await button(pane, 'Hex').click();
  await expect(part('chunk').first()).toHaveText(/^00000000 {2}48 65 6c 6c 6f 2c 20 .*\|Hello, \|$/);
  const names = await pane.getByRole('combobox', { name: 'Connection' }).locator('option').allTextContents();
  expect(names[0]).toBe('the newest');
  await pane.getByRole('combobox', { name: 'Connection' }).selectOption({ index: 2 });
  await expect(list).toContainText('request 2 on this connection');
  await button(pane, 'Clear').click();
  await expect(pane).toContainText('Nothing has gone over a wire since');
});

test('a thousand connections and a large answer stay within bounds, and say what was left out', async ({ page }) => {
  const box = await openBuilt(page, site());
  await replaceBuilt(
    box,
    `import { Agent, createServer, get } from 'node:http';
const port = process.env.PORT ?? 3000;
let left = 1000;
createServer((req, res) => res.end(req.url === '/' ? 'x'.repeat(2_000_000) : 'small')).listen(port, () => {
  const next = () => left-- > 0 && get({ port, path: '/small', agent: new Agent() }, (res) => res.resume().on('end', next));
  next();
});`,
  );
  const pane = await openPane(box, 'Wire');
  await runBuilt(box);
  await expect(pane).toContainText(/8\d\d earlier connections are no longer kept; the last 200 are/, {
    timeout: 30_000,
  });
  await button(box, 'Send: Say hello').first().click();
  await expect(pane).toContainText(/pieces are not kept whole: 1\.9 MB more came over this connection/);
  await expect(pane).toContainText('Some parts are longer than what is shown of them.');
});

for (const { device, theme, viewport } of LOOKS)
  test(`axe finds nothing in it: ${device}, ${theme}`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: theme });
    const box = await openBuilt(page, site());
    await runBuilt(box);
    const pane = await openPane(box, 'Wire');
    await button(box, 'Send: Sign the guest book').click();
    await expect(pane).toContainText('connects to app');
    await expectAccessible(page);
    await button(pane, 'Hex').click();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
  });
