/** What is new in the book: the entries of `changes.yaml`, checked. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { chapters as book, type Chapter } from '../../book.ts';
import { slugOf } from '../../sandbox/slug.ts';

export interface Change {
  /** The day, such as `2026-12-01`. */
  readonly date: string;
  readonly title: string;
  /** One paragraph, with `code` and *emphasis* as in Markdown. */
  readonly text: string;
  /** The chapters that it is about, in the order of the book. */
  readonly chapters: readonly Chapter[];
  /** The fragment of its address on the page. It is made of title and date, and stays as long as they do. */
  readonly id: string;
}

const FILE = 'src/build/changes/changes.yaml';

const text = z.string({ error: 'write a text here' }).trim().min(1, 'write a text here');
const schema = z
  .array(
    z.strictObject({
      date: z.iso.date('write the day as 2026-12-01'),
      title: text,
      text,
      chapters: z.array(z.string()).default([]),
    }),
  )
  .min(1, 'write one entry at least');

/**
 * @param root the repository's folder
 * @returns the entries, the newest first
 * @throws Error that names the file, the entry and what would be right
 */
export function readChanges(root: string): Change[] {
  return changesOf(readFileSync(join(root, FILE), 'utf8'));
}

/** @param source the text of `changes.yaml`; returns and throws as `readChanges` */
export function changesOf(source: string): Change[] {
  const parsed = schema.safeParse(read(source));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${FILE}: ${path.join('.') || 'the file'}: ${message}`,
    );
    throw new Error(problems.join('\n'));
  }
  const changes = parsed.data.map(({ chapters, ...change }) => {
    const unknown = chapters.find((slug) => !book.some((chapter) => chapter.slug === slug));
    if (unknown !== undefined) throw new Error(`${FILE}: “${change.title}”: no chapter has the address ${unknown}`);
    return {
      ...change,
      chapters: book.filter(({ slug }) => chapters.includes(slug)),
      id: slugOf(`${change.title} ${change.date}`),
    };
  });
  for (const [index, { date, title, id }] of changes.entries()) {
    const before = changes[index - 1];
    if (before && before.date < date)
      throw new Error(`${FILE}: “${title}” is newer than “${before.title}”; the newest entry comes first`);
    if (changes.slice(0, index).some((other) => other.id === id))
      throw new Error(`${FILE}: two entries of ${date} are called “${title}”`);
  }
  return changes;
}

function read(source: string): unknown {
  try {
    return parseYaml(source);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new Error(`${FILE}: this is not YAML: ${error.message.split('\n')[0]}`, { cause: error });
  }
}
