/** Each chapter as Markdown with its programs, under its address with `.md` at the end. */
import type { APIRoute } from 'astro';
import { chapterMarkdown } from '../build/markdown/chapter-markdown.ts';
import { writtenChapters } from '../components/chapters.ts';
import { base } from '../components/links.ts';
import { catalogue } from '../sandbox/catalogue/catalogue.ts';

export async function getStaticPaths() {
  return (await writtenChapters()).map(({ chapter }) => ({ params: { chapter: chapter.slug } }));
}

export const GET: APIRoute = async ({ params }) => {
  const { chapter, entry } = (await writtenChapters()).find((each) => each.chapter.slug === params['chapter'])!;
  const { source } = catalogue().chapters.find((each) => each.chapter.slug === chapter.slug)!.written!;
  const text = chapterMarkdown(chapter, source, entry.data.description, {
    base,
    sandbox: (id) => catalogue().sandbox(id),
  });
  return new Response(text, { headers: { 'Content-Type': 'text/markdown; charset=utf-8' } });
};
