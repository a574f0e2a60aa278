/** A cross-origin isolated page with the WebContainer engine, and the stand-in behind it. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Engine } from '../../src/engine/engine.ts';
import { serveEngine, addressOf, launchChromium } from '../support/engine-page.ts';
import { installStandIn } from './stand-in/install.ts';
import { type Machine } from './stand-in/machine.ts';

export const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'credentialless',
};

const ENTRY = `
  import { createWebContainerEngine } from './src/engine/webcontainer/engine.ts';
  globalThis.engine = createWebContainerEngine({ baseUrl: '/_engine/' });
  globalThis.anotherEngine = createWebContainerEngine({ baseUrl: '/_engine/' });`;

declare global {
  /** A second engine in the page, on the same client. */
  var anotherEngine: Engine;
}

export interface ContainerPages {
  /** Opens a page in a context of its own, which `prepare` gets before; a machine stands in for StackBlitz. */
  open(
    machine?: Machine,
    prepare?: (context: BrowserContext) => Promise<unknown>,
  ): Promise<{ readonly page: Page; readonly context: BrowserContext }>;
  close(): Promise<void>;
}

export async function openContainerPages(
  headers: Readonly<Record<string, string>> = ISOLATED,
): Promise<ContainerPages> {
  const server = await serveEngine(undefined, undefined, ENTRY, headers);
  const browser: Browser = await launchChromium();
  const machines: Machine[] = [];
  return {
    async open(machine, prepare) {
      const context = await browser.newContext();
      if (machine) machines.push(await installStandIn(context, machine));
      await prepare?.(context);
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
