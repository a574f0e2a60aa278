/** The files that a page loads, and their weight as they are sent. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';

export interface Loaded {
  readonly url: string;
  /** Playwright's resource type, such as `script`. */
  readonly type: string;
  readonly body: Uint8Array;
}

/**
 * Begins to note what a page and its workers load. A file that comes twice counts once: the second time it is the
 * cache's.
 *
 * @returns a function that gives all that has been loaded until then, and notes no further
 */
export function weigh(page: Page): () => Promise<readonly Loaded[]> {
  const files = new Map<string, Promise<Loaded>>();
  const add = (response: Response) => {
    const url = response.url();
    if (files.has(url)) return;
    const type = response.request().resourceType();
    files.set(
      url,
      response.body().then((body) => ({ url, type, body })),
    );
  };
  page.context().on('response', add);
  return () => {
    page.context().off('response', add);
    return Promise.all(files.values());
  };
}

/** @returns bytes as a server sends them that compresses with gzip; fonts are compressed already */
export function withGzip({ type, body }: Loaded): number {
  return type === 'font' ? body.length : gzipSync(body, { level: 9 }).length;
}

/** @returns bytes as a host sends them that keeps a copy in Brotli */
export function withBrotli({ type, body }: Loaded): number {
  return type === 'font' ? body.length : brotliCompressSync(body).length;
}
