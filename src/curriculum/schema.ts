/** The schemas of the files below `src/curriculum/`, as their authors write them. */
import { z } from 'zod';
import { errorId, topicId } from '../sandbox/catalogue/front-matter.ts';

/** The kinds of program by which a topic or a sandbox is best shown. */
export const KINDS = ['node', 'express', 'sqlite', 'rate-limiter'] as const;
/** How much a common error harms, the worst first. */
export const ERROR_KINDS = ['security', 'wrong', 'outdated', 'misleading'] as const;
/** The lists of things that a chapter has to have. */
export const LISTS = ['topics', 'errors', 'sandboxes', 'exercise', 'questions'] as const;

const text = z.string({ error: 'write a text here' }).trim().min(1, 'write a text here');
const slug = z.string().regex(/^[a-z][a-z0-9-]*$/, 'write a name in lower case, such as rate-limiting');
const runs = z.array(z.enum(KINDS, { error: `the kinds are ${KINDS.join(', ')}` }), {
  error: 'list kinds, such as [express, sqlite]; [] when nothing runs',
});

export const chapterSchema = z.strictObject({
  topics: z.array(
    z.union(
      [
        z.strictObject({ id: topicId, question: text, runs }),
        /** A topic that belongs to an earlier chapter, and why this one has it as well. */
        z.strictObject({ again: topicId, because: text }),
      ],
      { error: 'write id, question and runs of a topic, or again and because of one that another chapter has' },
    ),
  ),
  sandboxes: z.array(z.strictObject({ name: slug, runs, idea: text })),
  exercise: z.strictObject({ break: text, check: text }),
});

export const errorsSchema = z.strictObject({
  area: text,
  errors: z.array(
    z.strictObject({
      id: errorId,
      kind: z.enum(ERROR_KINDS, { error: `the kinds are ${ERROR_KINDS.join(', ')}` }),
      topics: z.array(topicId).min(1, 'list at least one topic, such as [A17]'),
      chapter: slug.optional(),
      claim: text,
      right: text,
      source: text,
      checked: z.enum(['run', 'calculated'], { error: 'write run or calculated, or leave the field out' }).optional(),
    }),
  ),
});

export const closedSchema = z.record(
  slug,
  z.array(z.enum(LISTS, { error: `the lists are ${LISTS.join(', ')}` }), { error: `list some of ${LISTS.join(', ')}` }),
);
