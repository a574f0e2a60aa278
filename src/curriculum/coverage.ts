/** Coverage: how much of the curriculum is written and open, and where the book contradicts the curriculum. */
import { QUESTIONS_PER_CHAPTER, type ChapterPlan, type Curriculum, type List } from './curriculum.ts';
import { LISTS } from './schema.ts';

/** The claims of a chapter's text. */
export interface ChapterClaims {
  readonly slug: string;
  /** The file of the text, relative to the repository. */
  readonly file: string;
  /** Ids of topics in its front matter. */
  readonly covers: readonly string[];
  /** Ids of common errors in its front matter. */
  readonly errata: readonly string[];
  /** Its `<Correction>`s. */
  readonly corrections: readonly { readonly errata: readonly string[]; readonly line: number }[];
  /** How many `<Question>`s it has. */
  readonly questions: number;
}

export interface Count {
  readonly written: number;
  /** Written and open together. */
  readonly all: number;
}

export interface ChapterCoverage {
  readonly plan: ChapterPlan;
  readonly counts: Readonly<Record<List, Count>>;
  /** Ids of open topics, errors and so on; questions have no ids. */
  readonly open: Readonly<Record<Exclude<List, 'questions'>, readonly string[]>>;
  /** Ids of sandboxes that are written and were not planned. */
  readonly more: readonly string[];
  /** How many questions the chapter has; `counts` counts no more than the book asks for. */
  readonly questions: number;
}

/**
 * @param written the chapters that have a text
 * @param sandboxes ids of all sandboxes there are, exercises included
 * @returns one entry for each chapter, in the order of the book
 */
export function coverage(
  curriculum: Curriculum,
  written: readonly ChapterClaims[],
  sandboxes: readonly string[],
): readonly ChapterCoverage[] {
  return [...curriculum.chapters.values()].map((plan) => {
    const chapter = written.find(({ slug }) => slug === plan.slug);
    const corrected = chapter === undefined ? new Set<string>() : correctedIn(chapter);
    const errors = [...curriculum.errors.values()].filter((error) => error.chapter === plan.slug).map(({ id }) => id);
    const planned = plan.sandboxes.map(({ id }) => id);
    const exercise = `${plan.slug}/exercise`;
    const questions = chapter?.questions ?? 0;
    const open = {
      topics: plan.topics.filter((id) => chapter?.covers.includes(id) !== true),
      errors: errors.filter((id) => !corrected.has(id)),
      sandboxes: planned.filter((id) => !sandboxes.includes(id)),
      exercise: [exercise].filter((id) => !sandboxes.includes(id)),
    };
    const count = (all: number, left: readonly string[]): Count => ({ written: all - left.length, all });
    return {
      plan,
      open,
      questions,
      more: sandboxes.filter((id) => id.startsWith(`${plan.slug}/`) && id !== exercise && !planned.includes(id)),
      counts: {
        topics: count(plan.topics.length, open.topics),
        errors: count(errors.length, open.errors),
        sandboxes: count(planned.length, open.sandboxes),
        exercise: count(1, open.exercise),
        questions: { written: Math.min(questions, QUESTIONS_PER_CHAPTER), all: QUESTIONS_PER_CHAPTER },
      },
    };
  });
}

/** The counts of several chapters together. A topic that two of them share counts once, when both have it. */
export function total(chapters: readonly ChapterCoverage[]): Readonly<Record<List, Count>> {
  const sum = (list: List): Count => ({
    written: chapters.reduce((before, { counts }) => before + counts[list].written, 0),
    all: chapters.reduce((before, { counts }) => before + counts[list].all, 0),
  });
  const topics = new Set(chapters.flatMap(({ plan }) => plan.topics));
  const open = new Set(chapters.flatMap((chapter) => chapter.open.topics));
  return {
    topics: { written: topics.size - open.size, all: topics.size },
    errors: sum('errors'),
    sandboxes: sum('sandboxes'),
    exercise: sum('exercise'),
    questions: sum('questions'),
  };
}

/**
 * Finds chapters that claim topics of others, contradict themselves, or lack parts of a list that is closed.
 *
 * @returns one problem a line, with the file and what would be right
 */
export function coverageProblems(
  curriculum: Curriculum,
  written: readonly ChapterClaims[],
  sandboxes: readonly string[],
): readonly string[] {
  return [
    ...written.flatMap((chapter) => [
      ...topicProblems(curriculum, chapter).map((problem) => `${chapter.file}: ${problem}`),
      ...errorProblems(curriculum, chapter).map((problem) => `${chapter.file}: ${problem}`),
    ]),
    ...coverage(curriculum, written, sandboxes).flatMap(closedProblems),
  ];
}

function topicProblems({ topics }: Curriculum, { slug, covers }: ChapterClaims): string[] {
  return [
    ...twice(covers).map((id) => `“covers” has ${id} twice; once is enough`),
    ...covers.flatMap((id) => {
      const topic = topics.get(id);
      if (topic === undefined)
        return `“covers” has ${id}, which is no topic; src/curriculum/chapters/${slug}.yaml lists this chapter's`;
      if (topic.chapters.includes(slug)) return [];
      const owner = topic.chapters.join(' and ');
      return `“covers” has ${id}, which belongs to ${owner}; move it to src/curriculum/chapters/${slug}.yaml, or if both chapters must have it, write “again: ${id}” and “because: …” in the file of the later one`;
    }),
  ];
}

function errorProblems({ errors, topics }: Curriculum, chapter: ChapterClaims): string[] {
  const { slug, errata, corrections } = chapter;
  const corrected = correctedIn(chapter);
  return [
    ...twice(errata).map((id) => `“errata” has ${id} twice; once is enough`),
    ...twice(corrections.flatMap((correction) => correction.errata)).map(
      (id) => `two Corrections correct ${id}; join them`,
    ),
    ...errata
      .filter((id) => !corrected.has(id))
      .map(
        (id) =>
          `“errata” has ${id}, which no Correction corrects; write errata={['${id}']} where it is corrected, or leave it out of the front matter`,
      ),
    ...corrections.flatMap((correction) =>
      correction.errata.flatMap((id) => {
        const error = errors.get(id);
        const at = `line ${correction.line}: a Correction of ${id}`;
        if (error === undefined) return `${at}, which is no common error; src/curriculum/errors/ has all of them`;
        if (!errata.includes(id)) return `${at}, which is missing in “errata” of the front matter`;
        if (error.chapter === slug) return [];
        const related = error.topics.some((topic) => topics.get(topic)?.chapters.includes(slug) === true);
        // Another chapter of the error's topics may correct it as well.
        if (related) return [];
        return `${at}, which ${error.chapter} has to correct; if it is corrected here, write “chapter: ${slug}” at ${id} in src/curriculum/errors/`;
      }),
    ),
  ];
}

function closedProblems({ plan, counts, open }: ChapterCoverage): string[] {
  return LISTS.filter((list) => plan.closed.includes(list) && counts[list].written < counts[list].all).map((list) => {
    const missing =
      list === 'questions' ? `${counts.questions.all - counts.questions.written} more` : open[list].join(', ');
    return `src/curriculum/closed.yaml: ${list} of ${plan.slug} are marked as finished, but missing: ${missing}`;
  });
}

const correctedIn = ({ corrections }: ChapterClaims): ReadonlySet<string> =>
  new Set(corrections.flatMap(({ errata }) => errata));

const twice = (ids: readonly string[]): readonly string[] => [
  ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
];
