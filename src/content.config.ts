/** The content that Astro reads: the chapters in `content/`, one MDX file each, in the order of `book.ts`. */
import { glob } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { chapterOfFile } from './book.ts';
import { frontMatterSchema } from './sandbox/catalogue/front-matter.ts';

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
  schema: frontMatterSchema,
});

export const collections = { chapters };
