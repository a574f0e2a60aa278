/** The hints of an exercise as HTML, made by Astro's own Markdown processor as the book's text is. */
import type { MarkdownInstance } from 'astro';
import { base } from '../links.ts';

const files = import.meta.glob<MarkdownInstance<Record<string, unknown>>>('../../../sandboxes/*/exercise/hints.md');

/** The break between two hints, as the processor writes a line `---`. */
const BREAK = /<hr\s*\/?>/;

/**
 * @param id the exercise: `methods/exercise`
 * @param count how many hints the catalogue has found in the file
 * @throws Error when the processor's HTML has another number of hints
 */
export async function hintsAsHtml(id: string, count: number): Promise<readonly string[]> {
  const load = files[`../../../sandboxes/${id}/hints.md`];
  if (load === undefined) throw new Error(`sandboxes/${id}/hints.md is not among the files of the build.`);
  const html = await (await load()).compiledContent();
  const hints = html
    .split(BREAK)
    .map((hint) => hint.trim())
    .filter((hint) => hint !== '');
  if (hints.length !== count)
    throw new Error(`sandboxes/${id}/hints.md: ${count} hints in the file, ${hints.length} in what is made of it.`);
  return hints.map((hint) => hint.replaceAll('href="/', `href="${base}`));
}
