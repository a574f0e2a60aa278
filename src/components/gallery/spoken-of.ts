/** Where the book speaks of a sandbox, as its own page lists it. */
import { render } from 'astro:content';
import type { Chapter } from '../../book.ts';
import { catalogue } from '../../sandbox/catalogue/catalogue.ts';
import { mentionsOf, type Mention, type MentionKind } from '../../sandbox/catalogue/mentions.ts';
import { writtenChapters, type WrittenChapter } from '../chapters.ts';

export interface Spoken {
  readonly chapter: Chapter;
  readonly places: readonly {
    /** The address of the section, without the site's base. */
    readonly path: string;
    readonly title: string;
    /** How the section uses the sandbox: “shown, 2 requests are sent”. */
    readonly what: string;
  }[];
}

const WORDS: Readonly<Record<MentionKind, (count: number) => string>> = {
  shown: () => 'it stands here',
  exercise: () => 'it stands here, with its task',
  sent: (count) => (count === 1 ? 'a request is sent' : `${count} requests are sent`),
  predicted: (count) => (count === 1 ? 'a prediction' : `${count} predictions`),
  drawn: (count) => (count === 1 ? 'a figure' : `${count} figures`),
  quoted: (count) => (count === 1 ? 'a quotation' : `${count} quotations`),
};

/** @returns the chapters that show or use a sandbox, with the sections that do */
export async function spokenOf(id: string): Promise<readonly Spoken[]> {
  const texts = new Map(
    catalogue().chapters.flatMap(({ chapter, written }) => (written === null ? [] : [[chapter.slug, written.text]])),
  );
  const found = await Promise.all(
    (await writtenChapters()).map(async (written): Promise<Spoken[]> => {
      const mentions = mentionsOf(texts.get(written.chapter.slug)!, id);
      if (mentions.length === 0) return [];
      const slugs = await slugsOf(written);
      return [{ chapter: written.chapter, places: mentions.map((mention) => placeOf(written, mention, slugs)) }];
    }),
  );
  return found.flat();
}

const slugs = new Map<string, Promise<readonly string[]>>();

/** The fragments of a chapter's headings, in the order of the text. */
function slugsOf({ chapter, entry }: WrittenChapter): Promise<readonly string[]> {
  const read = async () => (await render(entry)).headings.map(({ slug }) => slug);
  if (import.meta.env.DEV) return read();
  const known = slugs.get(chapter.slug) ?? read();
  slugs.set(chapter.slug, known);
  return known;
}

function placeOf({ chapter }: WrittenChapter, { heading, text, counts }: Mention, fragments: readonly string[]) {
  const what = Object.entries(counts)
    .map(([kind, count]) => WORDS[kind as MentionKind](count))
    .join(', ');
  const fragment = heading === null ? undefined : fragments[heading];
  return {
    path: fragment === undefined ? `/${chapter.slug}/` : `/${chapter.slug}/#${fragment}`,
    title: text ?? 'At its beginning',
    what,
  };
}
