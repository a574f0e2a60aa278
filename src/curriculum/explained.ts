/**
 * Where the book explains what it asks: for each topic and each question of a chapter the sections that answer it, and
 * the sandbox that shows it. `explained/<slug>.yaml` has them, written by whoever writes the chapter.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { chapters as book } from '../book.ts';
import { topicId } from '../sandbox/catalogue/front-matter.ts';
import type { Curriculum } from './curriculum.ts';

export interface Explained {
  /** Ids of the chapter's headings, the best first. */
  readonly sections: readonly string[];
  /** The name of the chapter's sandbox that shows it; `undefined` when nothing runs. */
  readonly sandbox?: string | undefined;
}

export interface ExplainedQuestion extends Explained {
  /** Ids of the chapter's topics that it asks about. */
  readonly topics: readonly string[];
}

/** What one chapter explains, by the ids of its topics and of its questions. */
export interface ChapterExplained {
  readonly topics: Readonly<Record<string, Explained>>;
  readonly questions: Readonly<Record<string, ExplainedQuestion>>;
}

/** What a chapter has, to which its file must keep. */
export interface ExplainingChapter {
  readonly slug: string;
  /** Ids of its headings, its questions and its sandboxes (`rate-limiting/boundary`). */
  readonly headings: readonly string[];
  readonly questions: readonly string[];
  readonly sandboxes: readonly string[];
}

const sections = z.array(z.string(), { error: 'list ids of headings, such as [which-one]' }).min(1, 'name a section');
const place = { sections, sandbox: z.string().optional() };
const schema = z.strictObject({
  topics: z.record(topicId, z.strictObject(place)),
  questions: z.record(z.string(), z.strictObject({ topics: z.array(topicId), ...place })),
});

/** @returns the file's path below the repository */
export const explainedFile = (slug: string): string => `src/curriculum/explained/${slug}.yaml`;

/**
 * @param root the repository's folder
 * @returns what each chapter explains, by its slug; a chapter without a file is left out
 * @throws Error about a file that cannot be read, with what would be right
 */
export function readExplained(root: string): ReadonlyMap<string, ChapterExplained> {
  const found = new Map<string, ChapterExplained>();
  for (const { slug } of book) {
    const file = join(root, explainedFile(slug));
    if (!existsSync(file)) continue;
    const parsed = schema.safeParse(parseYaml(readFileSync(file, 'utf8')));
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      throw new Error(`${explainedFile(slug)}: ${problems.join('; ')}`);
    }
    found.set(slug, parsed.data);
  }
  return found;
}

/**
 * @param chapter a written chapter
 * @param explained what its file says; `undefined` when there is none
 * @returns what the file names and the chapter does not have, one problem a line
 */
export function explainedProblems(
  curriculum: Curriculum,
  chapter: ExplainingChapter,
  explained: ChapterExplained | undefined,
): readonly string[] {
  const { slug, headings, questions, sandboxes } = chapter;
  const plan = curriculum.chapters.get(slug)!;
  const file = explainedFile(slug);
  const problems: string[] = [];
  const wrong = (at: string, { sections: named, sandbox }: Explained) => {
    for (const id of named)
      if (!headings.includes(id))
        problems.push(`${at} names the section “${id}”; the headings are ${headings.join(', ')}`);
    if (sandbox !== undefined && !sandboxes.includes(`${slug}/${sandbox}`))
      problems.push(`${at} names the sandbox “${sandbox}”, which the chapter does not show`);
  };
  for (const [id, topic] of Object.entries(explained?.topics ?? {})) {
    if (!plan.topics.includes(id)) problems.push(`topics has ${id}, which is no topic of ${slug}`);
    wrong(id, topic);
  }
  for (const [id, question] of Object.entries(explained?.questions ?? {})) {
    if (!questions.includes(id)) problems.push(`questions has “${id}”, and no question of ${slug} has that address`);
    for (const topic of question.topics)
      if (!plan.topics.includes(topic)) problems.push(`${id} names the topic ${topic}, which is none of ${slug}`);
    wrong(id, question);
  }
  return problems.map((problem) => `${file}: ${problem}`);
}

/** @returns what is explained nowhere, though the chapter's questions are marked as finished; one problem a line */
export function explainedGaps(
  curriculum: Curriculum,
  { slug, questions }: Pick<ExplainingChapter, 'slug' | 'questions'>,
  explained: ChapterExplained | undefined,
): readonly string[] {
  const plan = curriculum.chapters.get(slug)!;
  if (!plan.closed.includes('questions')) return [];
  const gaps = [
    ...plan.topics
      .filter((id) => explained?.topics[id] === undefined)
      .map((id) => `topics lacks ${id}; say which sections explain it`),
    ...questions
      .filter((id) => explained?.questions[id] === undefined)
      .map((id) => `questions lacks “${id}”; say its topics and which sections explain it`),
  ];
  return gaps.map((gap) => `${explainedFile(slug)}: ${gap}`);
}
