/** What is read: the chapters in `content/`, one MDX file each, in the order and under the addresses of `book.ts`. */
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { defineCollection } from 'astro:content';
import { chapterOfFile, chapters as all } from './book.ts';

const chapters = defineCollection({
  loader: glob({
    base: './content',
    pattern: '**/*.mdx',
    generateId({ entry }) {
      const chapter = chapterOfFile(entry);
      if (chapter === undefined) {
        throw new Error(
          `content/${entry} is no chapter of src/book.ts. A chapter's file is named after its part, number and slug, such as content/part-3-designing-apis/11-rate-limiting.mdx.`,
        );
      }
      return chapter.slug;
    },
  }),
  schema: z
    .strictObject({
      title: z.string(),
      /** The promise of the chapter in one or two sentences, printed below the title. */
      description: z.string(),
      part: z.int(),
      chapter: z.int(),
      /** About how long it takes to read and try. */
      minutes: z.int().positive(),
      /** Topics of the curriculum, such as A17 or B15-T2. */
      covers: z.array(
        z
          .string()
          .regex(
            /^(A\d{2}|C\d{2}|B(1[56]\.\d+|1[56]-[PQTCX]\d[a-e]?|-CL[1-8]))$/,
            'a topic is written as A17, C39, B15.6, B15-T2 or B-CL3',
          ),
      ),
      /** Errata of the curriculum that the chapter corrects. */
      errata: z.array(z.string().regex(/^E\d{3}$/, 'an erratum is written as E055')),
    })
    .superRefine((data, context) => {
      const chapter = all[data.chapter - 1];
      const complain = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      if (chapter === undefined) complain('chapter', `there are chapters 1 to ${all.length} in src/book.ts`);
      else if (chapter.part !== data.part)
        complain('part', `src/book.ts has chapter ${data.chapter} in part ${chapter.part}`);
      else if (chapter.title !== data.title)
        complain('title', `src/book.ts calls chapter ${data.chapter} “${chapter.title}”`);
    }),
});

export const collections = { chapters };
