/** A reader's way through the built site, in Chromium, Firefox and WebKit: read, search, run, send, edit, restart. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serveStatic, type StaticSite } from '../../scripts/lib/static-server.ts';
import { browserMissing, launch, type BrowserName, type TestBrowser } from '../support/browsers.ts';

const BROWSERS: readonly BrowserName[] = ['Chromium', 'Firefox', 'WebKit'];
const only = process.env['PORT3000_BROWSER'];
const folder = join(import.meta.dirname, '../..', process.env['PORT3000_OUT'] ?? 'dist');

/** Elements to look for in the page, by selector, and by name or text where the selector is not enough. */
interface Find {
  readonly selector: string;
  readonly text?: string;
}

/** Waits for a visible element; gives its text. */
function seen(browser: TestBrowser, find: Find): Promise<string> {
  return browser.evaluate(
    ({ selector, text }: Find) =>
      new Promise<string>((resolve, reject) => {
        const all = () =>
          [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
        const found = () =>
          all().find(
            (element) =>
              text === undefined ||
              new RegExp(text).test(`${element.getAttribute('aria-label') ?? ''}\n${element.textContent ?? ''}`),
          );
        const timer = setInterval(() => {
          const element = found();
          if (element) finish(() => resolve(element.textContent ?? ''));
        }, 50);
        const limit = setTimeout(
          () =>
            finish(() =>
              reject(
                new Error(
                  `No ${selector} with ${text}; there are: ${all()
                    .map((element) => element.textContent?.trim().slice(0, 200))
                    .join(' | ')
                    .slice(0, 1500)}`,
                ),
              ),
            ),
          30_000,
        );
        const finish = (settle: () => void) => {
          clearInterval(timer);
          clearTimeout(limit);
          settle();
        };
      }),
    find,
  );
}

async function click(browser: TestBrowser, find: Find): Promise<void> {
  await seen(browser, find);
  await browser.evaluate(({ selector, text }: Find) => {
    const element = [...document.querySelectorAll<HTMLElement>(selector)].find(
      (each) =>
        each.checkVisibility() &&
        (text === undefined ||
          new RegExp(text).test(`${each.getAttribute('aria-label') ?? ''}\n${each.textContent ?? ''}`)),
    );
    element?.click();
  }, find);
}

for (const name of BROWSERS.filter((each) => only === undefined || each === only)) {
  const missing = browserMissing(name);
  if (missing) console.log(`Left out: ${missing}`);

  describe(name, { skip: missing ?? false, timeout: 180_000, concurrency: false }, () => {
    let browser: TestBrowser;
    let site: StaticSite;
    const box = 'live-sandbox[data-name="backends/hello"]';

    before(async () => {
      if (!existsSync(join(folder, 'index.html')))
        throw new Error(`There is no built site in ${folder}; run “npm run build” first.`);
      site = await serveStatic(folder, '/', 0);
      browser = await launch(name);
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    test('a chapter can be read and has its sandboxes as text', async () => {
      await browser.open(new URL('rate-limiting/', site.url).href);
      assert.match(await seen(browser, { selector: 'h1' }), /\w/);
      const { words, listings } = await browser.evaluate(
        () => ({
          words: document.querySelector('article')?.textContent?.split(/\s+/).length ?? 0,
          listings: document.querySelectorAll('live-sandbox pre').length,
        }),
        null,
      );
      assert.ok(words > 1000, `${words} words`);
      assert.ok(listings > 0);
    });

    test('search finds a header and leads to it', async () => {
      await browser.evaluate(
        () =>
          void document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true })),
        null,
      );
      await seen(browser, { selector: '#search [role="combobox"], dialog [role="combobox"]' });
      await browser.evaluate(() => {
        const field = document.activeElement as HTMLInputElement;
        field.value = 'Retry-After';
        field.dispatchEvent(new InputEvent('input', { bubbles: true, data: 'Retry-After', inputType: 'insertText' }));
      }, null);
      assert.match(await seen(browser, { selector: '.search-result' }), /Retry-After/);
    });

    test('the first sandbox of the landing page runs and answers', async () => {
      await browser.open(site.url);
      await click(browser, { selector: `${box} button`, text: '(^|\\s)Run(\\s|$)' });
      await seen(browser, { selector: `${box} .sandbox-status`, text: 'listening on 3000' });
      await click(browser, { selector: `${box} button`, text: 'Send: Say hello' });
      assert.match(
        await seen(browser, { selector: `${box} .sandbox-body`, text: 'Node' }),
        /^Hello! This is Node v24\.\d+\.\d+\.\s*$/,
      );
    });

    test('an edit takes effect with a restart', async () => {
      await click(browser, { selector: `${box} button`, text: '\\bEdit \\w' });
      await seen(browser, { selector: `${box} .cm-content`, text: 'Hello' });
      await browser.evaluate((selector: string) => {
        const content = document.querySelector<HTMLElement>(selector);
        if (!content) throw new Error('There is no editor');
        content.focus();
        const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent?.indexOf('Hello') ?? -1;
          if (at < 0) continue;
          getSelection()?.setBaseAndExtent(node, at, node, at + 'Hello'.length);
          document.execCommand('insertText', false, 'Ahoy');
          return;
        }
        throw new Error('The editor does not show the greeting');
      }, `${box} .cm-content`);
      await seen(browser, { selector: `${box} .sandbox-status`, text: 'edited' });
      await click(browser, { selector: `${box} button`, text: '(^|\\s)Restart(\\s|$)' });
      await seen(browser, { selector: `${box} .sandbox-status`, text: '^(?!.*edited)[^]*listening on 3000' });
      await click(browser, { selector: `${box} button`, text: 'Send: Say hello' });
      assert.match(await seen(browser, { selector: `${box} .sandbox-body`, text: 'Ahoy' }), /^Ahoy! This is Node/);
    });

    test('Stop stops', async () => {
      await click(browser, { selector: `${box} button`, text: '(^|\\s)Stop(\\s|$)' });
      await seen(browser, { selector: `${box} .sandbox-status`, text: 'stopped' });
    });

    test('the page saw no error', async () => {
      assert.deepEqual(await browser.messages(), []);
    });
  });
}
