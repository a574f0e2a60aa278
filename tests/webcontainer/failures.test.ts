/** Why WebContainer does not start, each with its code and its sentence; where StackBlitz answers, a stand-in does. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrowserContext, Page } from '@playwright/test';
import { openContainerPages, type ContainerPages } from './page.ts';
import { installStandIn } from './stand-in/install.ts';
import { Machine } from './stand-in/machine.ts';

/** Boots a project, or says why not. */
function boot(page: Page, timeout = 10_000): Promise<string> {
  return page.evaluate(async (timeout) => {
    const booted = await engine.boot(
      { name: 'failing', files: { 'main.cjs': '' }, processes: { main: 'node main.cjs' }, dependencies: [] },
      { timeout },
    );
    if (!booted.ok) return `${booted.code}: ${booted.reason}`;
    booted.session.dispose();
    return 'booted';
  }, timeout);
}

const availability = (page: Page) =>
  page.evaluate(async () => {
    const found = await engine.availability();
    return found.available ? 'available' : found.reason;
  });

/** StackBlitz's page, without anything in it that talks to the client. */
const silent = (context: BrowserContext) =>
  context.route('https://stackblitz.com/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'cross-origin-embedder-policy': 'credentialless', 'cross-origin-resource-policy': 'cross-origin' },
      body: '<!doctype html>',
    }),
  );

/** A machine that does all it is asked except for one thing. */
class FailingMachine extends Machine {
  readonly #method: string;
  readonly #instead: () => Promise<unknown>;

  constructor(method: string, instead: () => Promise<unknown>) {
    super();
    this.#method = method;
    this.#instead = instead;
  }

  override call(call: Parameters<Machine['call']>[0]): Promise<unknown> {
    return call.method === this.#method ? this.#instead() : super.call(call);
  }
}

const never = () => new Promise(() => {});

describe('why WebContainer does not start', { timeout: 120_000 }, () => {
  let pages: ContainerPages;

  before(async () => {
    pages = await openContainerPages();
  });
  after(() => pages.close());

  test('StackBlitz cannot be reached; when it can again, the next boot works', async () => {
    const { page, context } = await pages.open();
    const abort = 'https://stackblitz.com/**';
    await context.route(abort, (route) => route.abort());
    assert.equal(await availability(page), 'available', 'nobody was asked');
    assert.match(await boot(page), /^network: WebContainer needs the network: stackblitz\.com could not be reached\./);
    await context.unroute(abort);
    const machine = await installStandIn(context);
    assert.equal(await boot(page), 'booted');
    await machine.close();
  });

  test('the device is offline', async () => {
    const { page, context } = await pages.open();
    await context.setOffline(true);
    assert.match(await availability(page), /stackblitz\.com could not be reached \(this device is offline\)/);
    assert.match(await boot(page), /^network: .*this device is offline/);
  });

  test('third-party storage is blocked: the frame loads and stays silent; once it talks, the next boot works', async () => {
    const { page, context } = await pages.open();
    await silent(context);
    assert.match(
      await boot(page, 1500),
      /^storage: stackblitz\.com answers, but its container did not begin to start within 1\.5 seconds\. .*third-party cookies and storage.*Allow them for stackblitz\.com/,
    );
    await context.unroute('https://stackblitz.com/**');
    const machine = await installStandIn(context);
    assert.equal(await boot(page), 'booted');
    await machine.close();
  });

  test('third-party storage is blocked: StackBlitz says that it has no service worker', async () => {
    const { page } = await pages.open(
      new FailingMachine('build', () =>
        Promise.reject(new Error('Failed to register a ServiceWorker: The user denied permission')),
      ),
    );
    assert.match(await boot(page), /^storage: WebContainer cannot start: this browser blocks the storage/);
  });

  test('cookies are switched off altogether', async () => {
    const { page } = await pages.open(undefined, (context) =>
      context.addInitScript(() => Object.defineProperty(navigator, 'cookieEnabled', { get: () => false })),
    );
    assert.match(await availability(page), /blocks the storage that it needs/);
    assert.match(await boot(page), /^storage: /);
  });

  test('the container begins and does not get ready', async () => {
    const { page } = await pages.open(new FailingMachine('build', never));
    assert.match(
      await boot(page, 1500),
      /^timeout: The container began to start and was not ready within 1\.5 seconds\./,
    );
  });

  test('the container takes no files', async () => {
    const { page } = await pages.open(new FailingMachine('mount', never));
    assert.match(
      await boot(page, 1500),
      /^timeout: The container began to start and was not ready within 1\.5 seconds\./,
    );
  });

  test('another part of the page has the one container', async () => {
    const { page } = await pages.open(new Machine());
    await page.evaluate(async () => {
      const booted = await anotherEngine.boot({ name: 'first', files: {}, processes: {}, dependencies: [] });
      if (!booted.ok) throw new Error(booted.reason);
    });
    assert.match(await boot(page), /^instance: Another part of this page runs a WebContainer already/);
    await page.evaluate(() => anotherEngine.close?.());
    assert.equal(await boot(page), 'booted');
  });

  test('the browser has no WebAssembly', async () => {
    const { page } = await pages.open(undefined, (context) =>
      context.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly')),
    );
    assert.match(await availability(page), /This browser cannot run WebContainer/);
    assert.match(await boot(page), /^unsupported: This browser cannot run WebContainer/);
  });

  test('StackBlitz refuses for a reason of its own', async () => {
    const { page } = await pages.open(
      new FailingMachine('build', () => Promise.reject(new Error('This client is too old.'))),
    );
    assert.match(await boot(page), /^unsupported: StackBlitz could not start a container: This client is too old\./);
  });

  test('a tree or a folder of the project’s choice', async () => {
    const { page } = await pages.open();
    const reason = await page.evaluate(async () => {
      const booted = await engine.boot({ name: 'x', directory: '/srv/x', files: {}, processes: {}, dependencies: [] });
      return booted.ok ? 'booted' : booted.reason;
    });
    assert.match(reason, /^WebContainer runs projects in its own folder/);
  });
});

test('the page is not cross-origin isolated', { timeout: 30_000 }, async () => {
  const pages = await openContainerPages({});
  try {
    const { page } = await pages.open();
    assert.match(await availability(page), /needs a cross-origin isolated page.*Cross-Origin-Opener-Policy/);
    assert.match(await boot(page), /^isolation: /);
  } finally {
    await pages.close();
  }
});
