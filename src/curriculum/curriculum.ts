/**
 * The curriculum: everything that the book has to cover, as data. `chapters/<slug>.yaml` has the topics, sandboxes and
 * the exercise of each chapter, `errors/<area>.yaml` the common errors, `closed.yaml` says which lists are finished.
 * `coverage.ts` compares the written chapters with it.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { chapters as book, parts } from '../book.ts';
import { chapterSchema, closedSchema, errorsSchema, type ERROR_KINDS, type KINDS, type LISTS } from './schema.ts';

export type Kind = (typeof KINDS)[number];
export type List = (typeof LISTS)[number];

export interface Topic {
  /** The topic's id, such as `A17`. */
  readonly id: string;
  readonly question: string;
  /** The kinds of program by which the topic is best shown; empty when nothing runs. */
  readonly runs: readonly Kind[];
  /** Slugs of the chapters that must cover the topic; more than one only with a reason in their files. */
  readonly chapters: readonly string[];
}

export interface CommonError {
  /** The common error's id, such as `E055`. */
  readonly id: string;
  readonly kind: (typeof ERROR_KINDS)[number];
  /** The claim that is often taught, in short. */
  readonly claim: string;
  readonly right: string;
  /**
   * Sources for what is right, separated by semicolons. They are leads until a chapter corrects the error; then the
   * source of the chapter's `<Correction>` counts.
   */
  readonly source: string;
  /** Whether a program or a calculation has shown it. */
  readonly checked?: 'run' | 'calculated' | undefined;
  readonly topics: readonly string[];
  /** Slug of the chapter that must correct the error: that of its first topic, unless the file names another. */
  readonly chapter: string;
  /** The area's title, such as `CORS`. */
  readonly area: string;
}

export interface PlannedSandbox {
  /** The sandbox's id, such as `rate-limiting/boundary`. */
  readonly id: string;
  readonly runs: readonly Kind[];
  /** The idea: what there is to run, edit and observe. */
  readonly idea: string;
}

export interface ChapterPlan {
  readonly slug: string;
  /** Ids of the chapter's topics, including those that it shares with an earlier chapter. */
  readonly topics: readonly string[];
  readonly sandboxes: readonly PlannedSandbox[];
  /** The exercise: what the reader breaks, and what the check asks for. */
  readonly exercise: { readonly break: string; readonly check: string };
  /** The lists that must be complete. */
  readonly closed: readonly List[];
}

export interface Curriculum {
  readonly topics: ReadonlyMap<string, Topic>;
  readonly errors: ReadonlyMap<string, CommonError>;
  /** Chapters by slug, in the order of the book. */
  readonly chapters: ReadonlyMap<string, ChapterPlan>;
}

/** The questions of interviewers that a chapter has, at least. */
export const QUESTIONS_PER_CHAPTER = 5;

/** The error of data that contradict themselves or the book; the message lists every problem, one a line. */
export class CurriculumError extends Error {
  override readonly name = 'CurriculumError';
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/**
 * @param root the repository's folder
 * @throws CurriculumError with everything that is wrong, by file
 */
export function readCurriculum(root: string): Curriculum {
  const folder = join(root, 'src/curriculum');
  const problems: string[] = [];
  const read = <T>(file: string, schema: z.ZodType<T>): T | null => {
    const report = (message: string) => void problems.push(`src/curriculum/${file}: ${message}`);
    return readYaml(join(folder, file), schema, report);
  };

  const topics = new Map<string, Topic>();
  const chapters = new Map<string, ChapterPlan>();
  const closed = read('closed.yaml', closedSchema) ?? {};
  for (const { slug, part } of book) {
    const file = `chapters/${slug}.yaml`;
    const plan = read(file, chapterSchema);
    if (plan === null) continue;
    for (const topic of plan.topics) {
      const id = 'id' in topic ? topic.id : topic.again;
      const known = topics.get(id);
      if ('id' in topic && known === undefined) {
        topics.set(id, { ...topic, chapters: [slug] });
      } else if ('again' in topic && known !== undefined) {
        topics.set(id, { ...known, chapters: [...known.chapters, slug] });
      } else {
        const right =
          known === undefined
            ? `no earlier chapter has ${id}; write its id, question and runs here`
            : `${id} belongs to ${known.chapters[0]} already; if both must have it, write “again: ${id}” and “because: …”`;
        problems.push(`src/curriculum/${file}: ${right}`);
      }
    }
    chapters.set(slug, {
      slug,
      topics: plan.topics.map((topic) => ('id' in topic ? topic.id : topic.again)),
      sandboxes: plan.sandboxes.map(({ name, ...rest }) => ({ id: `${slug}/${name}`, ...rest })),
      exercise: plan.exercise,
      closed: [...new Set([...(closed[slug] ?? []), ...(closed[parts[part - 1]!.slug] ?? [])])],
    });
  }
  for (const key of Object.keys(closed))
    if (![...book, ...parts].some(({ slug }) => slug === key))
      problems.push(`src/curriculum/closed.yaml: “${key}” is the slug of no chapter and no part of src/book.ts`);
  for (const file of globSync('chapters/*', { cwd: folder }))
    if (!book.some(({ slug }) => `${slug}.yaml` === basename(file)))
      problems.push(`src/curriculum/${file}: src/book.ts has no such chapter; the file is named after a slug`);

  const errors = readErrors(folder, read, topics, problems);
  if (problems.length > 0) throw new CurriculumError(problems);
  return { topics, errors, chapters };
}

function readErrors(
  folder: string,
  read: <T>(file: string, schema: z.ZodType<T>) => T | null,
  topics: ReadonlyMap<string, Topic>,
  problems: string[],
): ReadonlyMap<string, CommonError> {
  const errors: CommonError[] = [];
  for (const file of globSync('errors/*.yaml', { cwd: folder })) {
    const area = read(file, errorsSchema);
    for (const error of area?.errors ?? []) {
      const report = (message: string) => void problems.push(`src/curriculum/${file}: ${error.id}: ${message}`);
      if (errors.some(({ id }) => id === error.id)) report('the id is used twice; take the next free one');
      for (const id of error.topics) if (!topics.has(id)) report(`no chapter has a topic ${id}`);
      if (error.chapter !== undefined && !book.some(({ slug }) => slug === error.chapter))
        report(`src/book.ts has no chapter “${error.chapter}”`);
      errors.push({
        ...error,
        chapter: error.chapter ?? topics.get(error.topics[0]!)?.chapters[0] ?? '',
        area: area!.area,
      });
    }
  }
  return new Map(errors.sort((a, b) => a.id.localeCompare(b.id)).map((error) => [error.id, error]));
}

function readYaml<T>(path: string, schema: z.ZodType<T>, report: (message: string) => void): T | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    report('the file is missing');
    return null;
  }
  try {
    const parsed = schema.safeParse(parseYaml(text));
    if (parsed.success) return parsed.data;
    for (const { path: place, message } of parsed.error.issues) report(`${place.join('.') || 'the file'}: ${message}`);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    report(`this is not YAML: ${error.message.split('\n')[0]}`);
  }
  return null;
}
