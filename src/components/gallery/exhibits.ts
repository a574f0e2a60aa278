/** The sandboxes that the written chapters and the first page show, in the order of the book, each with a page of its own. */
import { partOf, type Chapter, type Part } from '../../book.ts';
import { catalogue, LANDING_SANDBOX } from '../../sandbox/catalogue/catalogue.ts';
import type { Sandbox } from '../../sandbox/catalogue/load-sandbox.ts';
import { traitsOf, type Traits } from '../../sandbox/catalogue/traits.ts';
import { chapterOf } from '../../sandbox/sandbox-id.ts';
import { writtenChapters } from '../chapters.ts';

export interface Exhibit {
  readonly id: string;
  readonly sandbox: Sandbox;
  readonly traits: Traits;
  /** The chapter it belongs to. */
  readonly chapter: Chapter;
  readonly part: Part;
}

let cached: Promise<readonly Exhibit[]> | undefined;

/** @returns each sandbox once, with the chapter that shows it first */
export function exhibits(): Promise<readonly Exhibit[]> {
  // The dev server must see changes; a build reads once.
  if (import.meta.env.DEV) return read();
  return (cached ??= read());
}

async function read(): Promise<readonly Exhibit[]> {
  const found = new Map<string, Exhibit>();
  for (const { chapter, sandboxes } of await writtenChapters()) {
    const landing = chapterOf(LANDING_SANDBOX) === chapter.slug ? [LANDING_SANDBOX] : [];
    for (const id of [...landing, ...sandboxes]) {
      if (found.has(id)) continue;
      const sandbox = catalogue().sandbox(id);
      found.set(id, { id, sandbox, traits: traitsOf(sandbox), chapter, part: partOf(chapter) });
    }
  }
  return [...found.values()];
}
