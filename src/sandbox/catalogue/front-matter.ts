/** A chapter's front matter, which has everything about a chapter that `book.ts` does not say. */
import { z } from 'zod';

const OF_THE_BOOK = new Set(['title', 'part', 'chapter']);

/** An id of a topic of the curriculum. */
export const topicId = z
  .string({ error: 'write the id of a topic, such as A17' })
  .regex(
    /^(A\d{2}|C\d{2}|B(1[56]\.\d+|1[56]-[PQTCX]\d[a-e]?|-CL[1-8]))$/,
    'a topic is written as A17, C39, B15.6, B15-T2 or B-CL3',
  );
/** An id of a common error of the curriculum. */
export const errorId = z.string().regex(/^E\d{3}$/, 'an erratum is written as E055');

export const frontMatterSchema = z.strictObject(
  {
    /** The promise of the chapter in one or two sentences, printed below the title. */
    description: z.string({ error: 'write the promise of the chapter in one or two sentences' }).min(1),
    /** About how many minutes it takes to read the chapter and try its sandboxes. */
    minutes: z.int({ error: 'write a whole number, such as 25' }).positive(),
    /** Ids of topics of the curriculum, such as A17 or B15-T2. */
    covers: z.array(topicId, {
      error: 'list topics of the curriculum, such as [A17]; [] when there is none yet',
    }),
    /** Ids of common errors of the curriculum that the chapter corrects. */
    errata: z.array(errorId, {
      error: 'list errata of the curriculum, such as [E055]; [] when there is none yet',
    }),
  },
  {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return 'write the fields description, minutes, covers and errata';
      const said = issue.keys.filter((key) => OF_THE_BOOK.has(key));
      return said.length > 0
        ? `src/book.ts says ${said.join(', ')}; leave ${said.length > 1 ? 'them' : 'it'} out here`
        : `there is no field ${issue.keys.join(', ')}; the fields are description, minutes, covers, errata`;
    },
  },
);

export type FrontMatter = Readonly<z.infer<typeof frontMatterSchema>>;

/** @returns what is wrong with a chapter's front matter, each with its field; empty when all is well */
export function frontMatterProblems(value: unknown): string[] {
  const { error } = frontMatterSchema.safeParse(value);
  return (error?.issues ?? []).map(({ path, message }) => {
    const [field, index] = path.map(String);
    return field === undefined ? message : `${field}${index === undefined ? '' : `[${index}]`}: ${message}`;
  });
}
