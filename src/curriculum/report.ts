/** The reports that `npm run book` prints. */
import { chapters as book, parts } from '../book.ts';
import { total, type ChapterCoverage, type Count } from './coverage.ts';
import { QUESTIONS_PER_CHAPTER, type Curriculum, type List } from './curriculum.ts';
import { LISTS } from './schema.ts';

const NAME_WIDTH = 38;
const COUNT_WIDTH = 10;
const LINE_WIDTH = 100;

/** The table of coverage: for each chapter, each part and the book, how much of all is written. */
export function tableOf(chapters: readonly ChapterCoverage[]): string {
  const more = chapters.reduce((sum, chapter) => sum + chapter.more.length, 0);
  const shared = [...new Set(chapters.flatMap(({ plan }) => plan.topics))].filter(
    (id) => chapters.filter(({ plan }) => plan.topics.includes(id)).length > 1,
  );
  return [
    `${''.padEnd(NAME_WIDTH)}${LISTS.map((list) => list.padStart(COUNT_WIDTH)).join('')}  finished`,
    ...parts.flatMap((part) => {
      const own = chapters.filter(({ plan }) => part.chapters.some(({ slug }) => slug === plan.slug));
      return [
        '',
        row(`${part.numeral.padEnd(4)}${part.title}`, total(own)),
        ...own.map((chapter) => {
          const { number } = book.find(({ slug }) => slug === chapter.plan.slug)!;
          const name = `${String(number).padStart(6)}  ${chapter.plan.slug}`;
          return row(name, chapter.counts, chapter.plan.closed);
        }),
      ];
    }),
    '',
    row('The book', total(chapters)),
    '',
    'Written of all there must be. “finished” are the lists that src/curriculum/closed.yaml holds to be complete.',
    `${shared.join(' and ')} are each in two chapters and count once, when both have them. Not in the plan, and written: ${more} sandboxes.`,
  ].join('\n');
}

function row(name: string, counts: Readonly<Record<List, Count>>, closed: readonly List[] = []): string {
  const cells = LISTS.map((list) => `${counts[list].written}/${counts[list].all}`.padStart(COUNT_WIDTH));
  return `${name.padEnd(NAME_WIDTH)}${cells.join('')}  ${closed.join(' ')}`.trimEnd();
}

/** The report on one chapter: everything that is open, with ids and texts. */
export function chapterReport({ topics, errors }: Curriculum, chapter: ChapterCoverage): string {
  const { plan, open, counts } = chapter;
  const { number, title } = book.find(({ slug }) => slug === plan.slug)!;
  const heading = (list: List, rest = '') =>
    `\n${list[0]!.toUpperCase()}${list.slice(1)}: ${counts[list].written} of ${counts[list].all}${rest}`;
  const runs = (kinds: readonly string[]) => (kinds.length === 0 ? '' : ` [${kinds.join(', ')}]`);
  const more = chapter.more.length === 0 ? '' : `, and not in the plan: ${chapter.more.join(', ')}`;
  const lines = [
    `${number}  ${title}`,
    heading('topics'),
    ...open.topics.flatMap((id) => {
      const topic = topics.get(id)!;
      const others = topic.chapters.filter((slug) => slug !== plan.slug);
      return entry(
        id,
        `${topic.question}${runs(topic.runs)}${others.length === 0 ? '' : ` (also in ${others.join(', ')})`}`,
      );
    }),
    heading('errors'),
    ...open.errors.flatMap((id) => {
      const { kind, claim, right, source } = errors.get(id)!;
      return [...entry(id, `${kind}: “${claim}”`), ...entry('', right), ...entry('', source)];
    }),
    heading('sandboxes', more),
    ...open.sandboxes.flatMap((id) => {
      const { runs: kinds, idea } = plan.sandboxes.find((sandbox) => sandbox.id === id)!;
      return [`  ${id}${runs(kinds)}`, ...entry('', idea)];
    }),
    heading('exercise'),
    ...open.exercise.flatMap((id) => [
      `  ${id}`,
      ...entry('', plan.exercise.break),
      ...entry('', `Check: ${plan.exercise.check}`),
    ]),
    heading('questions', `; it has ${chapter.questions}, and must have ${QUESTIONS_PER_CHAPTER} at least`),
  ];
  return lines.join('\n');
}

/** An id and its text, broken into lines that hang under it. */
function entry(id: string, text: string): string[] {
  const indent = 10;
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.length - 1;
    if (lines[last] !== '' && indent + lines[last]!.length + 1 + word.length > LINE_WIDTH) lines.push(word);
    else lines[last] = lines[last] === '' ? word : `${lines[last]} ${word}`;
  }
  return lines.map((line, index) => `  ${(index === 0 ? id : '').padEnd(indent - 2)}${line}`);
}
