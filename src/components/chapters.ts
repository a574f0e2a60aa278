/** The chapters that are written, with the sandboxes and questions in their text. */
import { getCollection, type CollectionEntry } from 'astro:content';
import { parts, type Chapter, type Part } from '../book.ts';
import { catalogue } from '../sandbox/catalogue/catalogue.ts';
import { shownIn } from '../sandbox/catalogue/chapter.ts';
import { slugOf } from './slug.ts';

export interface WrittenChapter {
  readonly chapter: Chapter;
  readonly entry: CollectionEntry<'chapters'>;
  /** Ids of the sandboxes in its text, in order, each once. */
  readonly sandboxes: readonly string[];
  /** Questions in its text, in order. */
  readonly questions: readonly { readonly ask: string; readonly id: string }[];
}

let cached: Promise<readonly WrittenChapter[]> | undefined;

/** @returns the written chapters in the order of the book */
export function writtenChapters(): Promise<readonly WrittenChapter[]> {
  // The dev server must see changes; a build reads once.
  if (import.meta.env.DEV) return read();
  return (cached ??= read());
}

/** @returns the parts that have a written chapter, with those chapters only */
export async function writtenParts(): Promise<
  readonly (Omit<Part, 'chapters'> & { readonly written: readonly WrittenChapter[] })[]
> {
  const written = await writtenChapters();
  return parts
    .map(({ chapters: _, ...part }) => ({
      ...part,
      written: written.filter(({ chapter }) => chapter.part === part.number),
    }))
    .filter((part) => part.written.length > 0);
}

async function read(): Promise<readonly WrittenChapter[]> {
  const entries = new Map((await getCollection('chapters')).map((entry) => [entry.id, entry]));
  return catalogue().chapters.flatMap((known) => {
    const { chapter, written } = known;
    const entry = entries.get(chapter.slug);
    if (entry === undefined || written === null) return [];
    const questions = written.text.questions.map(({ ask }) => ({ ask, id: slugOf(ask) }));
    return [{ chapter, entry, sandboxes: shownIn(known), questions }];
  });
}
