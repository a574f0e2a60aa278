/** The bank of questions: those of the chapters and those of the curriculum's topics, each with where it is explained. */
import { render } from 'astro:content';
import { parts, partOf, type Chapter, type Part } from '../../book.ts';
import { explainedProblems, readExplained, type Explained } from '../../curriculum/explained.ts';
import { readCurriculum } from '../../curriculum/curriculum.ts';
import { catalogue } from '../../sandbox/catalogue/catalogue.ts';
import type { Bank, BankEntry, Place } from '../../workbench/cards/bank.ts';
import { inline } from '../book/inline.ts';
import { writtenChapters, type WrittenChapter } from '../chapters.ts';
import { pageOf } from '../gallery/page-of.ts';
import { KIND_NAMES, kindOfTopic, type Kind } from './kinds.ts';

export { KIND_NAMES, type Kind };

/** An entry as the page of questions lists it. */
export interface Listed extends BankEntry {
  readonly listedAs: Kind;
  /** The path of its answer, without the site's base; `null` while its chapter is not written. */
  readonly path: string | null;
}

export interface ListedChapter {
  readonly part: Part;
  readonly chapter: Chapter;
  readonly written: boolean;
  readonly questions: readonly Listed[];
  readonly topics: readonly Listed[];
}

let cached: Promise<readonly ListedChapter[]> | undefined;

/** @returns every chapter of the book with its questions and its topics; a topic that two share is with the first */
export function bankByChapter(root: string): Promise<readonly ListedChapter[]> {
  // The dev server must see changes; a build reads once.
  if (import.meta.env.DEV) return read(root);
  return (cached ??= read(root));
}

/** @returns what the cards and the interview load: all that is written */
export async function bank(root: string): Promise<Bank> {
  const listed = (await bankByChapter(root)).filter(({ written }) => written);
  const shown = listed.flatMap(({ questions, topics }) => [...questions, ...topics]);
  return {
    parts: parts
      .filter(({ number }) => listed.some(({ part }) => part.number === number))
      .map(({ number, numeral, title }) => ({ number, numeral, title })),
    chapters: listed.map(({ chapter: { slug, number, title, part } }) => ({ slug, number, title, part })),
    entries: shown.map(({ listedAs: _, path: __, ...entry }) => entry),
    topics: Object.fromEntries(shown.filter(({ kind }) => kind === 'topic').map(({ id, ask }) => [id, ask])),
  };
}

async function read(root: string): Promise<readonly ListedChapter[]> {
  const curriculum = readCurriculum(root);
  const explained = readExplained(root);
  const written = await writtenChapters();
  const problems: string[] = [];
  const places = new Map(
    await Promise.all(
      written.map(async (chapter) => {
        const { headings } = await render(chapter.entry);
        const { slug } = chapter.chapter;
        problems.push(
          ...explainedProblems(
            curriculum,
            {
              slug,
              headings: headings.map((heading) => heading.slug),
              questions: chapter.questions.map(({ id }) => id),
              sandboxes: chapter.sandboxes,
            },
            explained.get(slug),
          ),
        );
        const titles = new Map(headings.map((heading) => [heading.slug, heading.text]));
        return [slug, placesIn(chapter, titles)] as const;
      }),
    ),
  );
  if (problems.length > 0) throw new Error(`The bank of questions cannot be made:\n${problems.join('\n')}`);

  return parts.flatMap((part) =>
    part.chapters.map((chapter): ListedChapter => {
      const known = written.find((each) => each.chapter.slug === chapter.slug);
      const plan = curriculum.chapters.get(chapter.slug)!;
      const own = explained.get(chapter.slug);
      const questions = (known?.questions ?? []).map(({ ask, id }, index): Listed => {
        const text = catalogue(root).chapters.find((each) => each.chapter.slug === chapter.slug)?.written?.text;
        const place = own?.questions[id];
        return {
          id: `${chapter.slug}/${id}`,
          kind: 'question',
          listedAs: 'question',
          ask: inline(ask),
          next: (text?.questions[index]?.followUps ?? []).map(inline),
          chapter: chapter.slug,
          topics: place?.topics ?? [],
          ...places.get(chapter.slug)!(place),
          path: `/${chapter.slug}/#${id}`,
        };
      });
      const topics = plan.topics.flatMap((id): Listed[] => {
        const topic = curriculum.topics.get(id)!;
        if (topic.chapters[0] !== chapter.slug) return [];
        const found = topic.chapters.flatMap((slug) => {
          const of = places.get(slug);
          return of === undefined ? [] : [of(explained.get(slug)?.topics[id])];
        });
        return [
          {
            id,
            kind: 'topic',
            listedAs: kindOfTopic(id),
            ask: inline(topic.question),
            next: [],
            chapter: chapter.slug,
            topics: [id],
            explained: found.flatMap((each) => each.explained),
            sandbox: found.find((each) => each.sandbox !== null)?.sandbox ?? null,
            path: found[0] === undefined ? null : `/${found[0].explained[0]![1]}`,
          },
        ];
      });
      return { part: partOf(chapter), chapter, written: known !== undefined, questions, topics };
    }),
  );
}

type Explaining = Pick<BankEntry, 'explained' | 'sandbox'>;

/** @returns what makes places of the ids in a chapter's file; without ids the chapter itself is the place */
function placesIn({ chapter }: WrittenChapter, titles: ReadonlyMap<string, string>) {
  return (place: Explained | undefined): Explaining => {
    if (place === undefined) return { explained: [[chapter.title, `${chapter.slug}/`]], sandbox: null };
    const id = place.sandbox === undefined ? null : `${chapter.slug}/${place.sandbox}`;
    return {
      explained: place.sections.map((section): Place => [titles.get(section)!, `${chapter.slug}/#${section}`]),
      sandbox: id === null ? null : [catalogue().sandbox(id).manifest.title, pageOf(id).slice(1)],
    };
  };
}
