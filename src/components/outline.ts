/** The written chapters with all that a reader can do in them, for the pages that show how much of it was done. */
import { render } from 'astro:content';
import { catalogue } from '../sandbox/catalogue/catalogue.ts';
import { isExercise } from '../sandbox/sandbox-id.ts';
import type { Outline } from '../workbench/progress/outline.ts';
import { writtenChapters } from './chapters.ts';

/** @returns the outline of the book, as `outline.json` of the site has it */
export async function outline(): Promise<Outline> {
  const { chapters } = catalogue();
  return Promise.all(
    (await writtenChapters()).map(async ({ chapter: { slug, number, title }, entry, sandboxes }) => {
      const { headings } = await render(entry);
      const text = chapters.find(({ chapter }) => chapter.slug === slug)?.written?.text;
      return {
        ...{ slug, number, title },
        sections: headings
          .filter(({ depth }) => depth === 2)
          .map((heading) => ({ id: heading.slug, text: heading.text })),
        sandboxes: sandboxes.filter((id) => !isExercise(id)),
        predictions: text?.predictions.map(({ id }) => id) ?? [],
        exercise: sandboxes.some(isExercise),
      };
    }),
  );
}
