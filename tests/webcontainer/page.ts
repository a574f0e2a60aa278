/** A cross-origin isolated page with the WebContainer engine, and the stand-in behind it. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { serveEngine, addressOf, launchChromium } from '../support/engine-page.ts';
import { installStandIn } from './stand-in/install.ts';
import { Machine } from './stand-in/machine.ts';

export const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

const ENTRY = `
  import { createWebContainerEngine } from './src/engine/webcontainer/engine.ts';
  globalThis.engine = createWebContainerEngine({ baseUrl: '/_engine/' });
  globalThis.secondEngine = () => createWebContainerEngine({ baseUrl: '/_engine/' });`;

export interface ContainerPages {
  /** A page in a context of its own; with a machine, that stands in for StackBlitz. */
  open(machine?: Machine): Promise<{ readonly page: Page; readonly context: BrowserContext }>;
  close(): Promise<void>;
}

export async function openContainerPages(headers: Readonly<Record<string, string>> = ISOLATED): Promise<ContainerPages> {
  const server = await serveEngine(undefined, undefined, ENTRY, headers);
  const browser: Browser = await launchChromium();
  const machines: Machine[] = [];
  return {
    async open(machine) {
      const context = await browser.newContext();
      if (machine) machines.push(await installStandIn(context, machine));
      const page = await context.newPage();
      if (process.env['DEBUG_ENGINE']) page.on('console', (message) => console.log('[page]', message.text()));
      page.on('pageerror', (error) => console.error('[page]', error));
      await page.goto(addressOf(server));
      await page.waitForFunction(() => 'engine' in globalThis);
      return { page, context };
    },
    async close() {
      await browser.close();
      await Promise.all(machines.map((machine) => machine.close()));
      server.close();
    },
  };
}
