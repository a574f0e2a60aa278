/** Each topic and each question of the book says where it is explained, and names only what its chapter has. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readCurriculum } from '../../src/curriculum/curriculum.ts';
import {
  explainedGaps,
  explainedProblems,
  readExplained,
  type ChapterExplained,
  type ExplainingChapter,
} from '../../src/curriculum/explained.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { shownIn } from '../../src/sandbox/catalogue/chapter.ts';
import { slugOf } from '../../src/sandbox/slug.ts';

const root = join(import.meta.dirname, '../..');
const curriculum = readCurriculum(root);
const explained = readExplained(root);

/** The ids that Astro gives headings, by github-slugger, as far as this book's headings need it. */
function headingIds(texts: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const id = text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(id);
    seen.set(id, (before ?? -1) + 1);
    return before === undefined ? id : `${id}-${before + 1}`;
  });
}

const chapters = catalogue(root).chapters.flatMap((known): ExplainingChapter[] => {
  if (known.written === null) return [];
  const { headings, questions } = known.written.text;
  return [
    {
      slug: known.chapter.slug,
      headings: headingIds(headings.map(({ text }) => text)),
      questions: questions.map(({ ask }) => slugOf(ask)),
      sandboxes: shownIn(known),
    },
  ];
});

/** What is wrong with a chapter's file, and what it lacks. */
const problemsOf = (chapter: ExplainingChapter, own: ChapterExplained | undefined) => [
  ...explainedProblems(curriculum, chapter, own),
  ...explainedGaps(curriculum, chapter, own),
];

const only = process.env['PORT3000_CHAPTER'];
for (const chapter of chapters)
  if (only === undefined || chapter.slug === only)
    test(`${chapter.slug} says where its topics and questions are explained`, () => {
      assert.deepEqual(problemsOf(chapter, explained.get(chapter.slug)), []);
    });

describe('what is wrong is named, with what would be right', () => {
  const cors = chapters.find(({ slug }) => slug === 'cors')!;
  const right = explained.get('cors')!;
  const wrong = (changes: Partial<ChapterExplained>) => problemsOf(cors, { ...right, ...changes }).join('\n');
  const [question] = Object.keys(right.questions);

  test('a section, a sandbox and a topic that the chapter does not have', () => {
    const A15 = { sections: ['no-such-heading'], sandbox: 'no-such-sandbox' };
    const said = wrong({ topics: { ...right.topics, A15, A17: right.topics['C35']! } });
    assert.match(said, /explained\/cors\.yaml: A15 names the section “no-such-heading”; the headings are an-origin/);
    assert.match(said, /A15 names the sandbox “no-such-sandbox”/);
    assert.match(said, /topics has A17, which is no topic of cors/);
  });

  test('a question that has other words by now', () => {
    const { [question!]: first, ...others } = right.questions;
    const said = wrong({ questions: { ...others, renamed: first! } });
    assert.match(said, /questions has “renamed”, and no question of cors has that address/);
    assert.match(said, new RegExp(`questions lacks “${question}”`));
  });

  test('a topic that is explained nowhere', () => {
    assert.match(wrong({ topics: { A15: right.topics['A15']! } }), /topics lacks C35; say which sections explain it/);
    assert.match(problemsOf(cors, undefined).join('\n'), /topics lacks A15/);
  });
});
