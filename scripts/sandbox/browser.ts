/** A headless Chromium with the page, served from loopback under a path that only it knows. */
import { build } from 'esbuild';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { launch, type Browser } from 'puppeteer-core';
import { WebSocketServer } from 'ws';
import { isolation } from '../../src/build/headers.ts';
import { root } from '../lib/build-site.ts';
import { ensureChromium } from '../lib/chromium.ts';
import { unpackBytes, type FromPage, type ToPage } from './channel.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

export interface PageListener {
  message(message: FromPage): void;
  bytes(id: number, bytes: Uint8Array): void;
  /** Called when the page is gone without having been closed. */
  lost(reason: string): void;
}

export interface Page {
  send(message: ToPage | Uint8Array): void;
  close(): Promise<void>;
}

export interface PageParts {
  /** The folder with the engine's files. */
  readonly engine: Promise<string>;
  readonly archive: Promise<readonly Uint8Array[]>;
}

/** @throws Error with a sentence when there is no Chromium or it does not start */
export async function openPage({ engine, archive }: PageParts, listener: PageListener): Promise<Page> {
  const token = randomUUID();
  const script = bundlePage();
  const server = createServer((request, response) => {
    response.setHeaders(new Map(Object.entries(isolation)));
    const send = async (): Promise<void> => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      if (path === `/${token}/`)
        return void response
          .setHeader('content-type', 'text/html')
          .end('<!doctype html><title>sandbox</title><link rel="icon" href="data:,"><script src="page.js"></script>');
      if (path === `/${token}/page.js`)
        return void response.setHeader('content-type', 'text/javascript').end(await script);
      if (path === `/${token}/tree`) {
        for (const part of await archive) response.write(part);
        return void response.end();
      }
      const file = join(await engine, path.replace(/^\/_engine\//, ''));
      if (!path.startsWith('/_engine/') || path.includes('..') || !existsSync(file))
        return void response.writeHead(404).end();
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream').end(readFileSync(file));
    };
    send().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}/${token}/`;

  const sockets = new WebSocketServer({ server, path: `/${token}/channel`, maxPayload: 0 });
  let browser: Browser | undefined;
  try {
    browser = await launch({
      executablePath: ensureChromium(root),
      headless: true,
      // Chromium ends when its pipe does, even when this process is killed.
      pipe: true,
      // Signals of the terminal are for the program.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-background-timer-throttling',
        '--disable-renderer-backgrounding',
        '--disable-dev-shm-usage',
      ],
    });
    const [page] = await browser.pages();
    const socket = new Promise<import('ws').WebSocket>((resolve) => sockets.once('connection', resolve));
    page?.on('error', (error) => listener.lost(error.message));
    await page?.goto(`http://${address}`);
    const channel = await socket;
    let closing = false;
    channel.on('message', (data: Buffer, binary) => {
      if (!binary) return listener.message(JSON.parse(data.toString()) as FromPage);
      const { id, bytes } = unpackBytes(data);
      listener.bytes(id, bytes);
    });
    channel.on('close', () => {
      if (!closing) listener.lost('the browser ended');
    });
    const opened = browser;
    return {
      send: (message) => {
        if (channel.readyState === channel.OPEN)
          channel.send(message instanceof Uint8Array ? message : JSON.stringify(message));
      },
      close: async () => {
        closing = true;
        channel.terminate();
        server.close();
        server.closeAllConnections();
        await opened.close();
      },
    };
  } catch (error) {
    server.close();
    await browser?.close();
    throw error;
  }
}

async function bundlePage(): Promise<string> {
  const result = await build({
    entryPoints: [join(import.meta.dirname, 'page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  return result.outputFiles[0]?.text ?? '';
}
