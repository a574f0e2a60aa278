/** The data of a chapter's sandboxes, which the workbench asks for when the reader shows intent. */
import type { APIRoute } from 'astro';
import { writtenChapters } from '../../components/chapters.ts';
import { chapterJson } from '../../components/sandbox/json.ts';

export async function getStaticPaths() {
  return (await writtenChapters()).map(({ chapter }) => ({ params: { chapter: chapter.slug } }));
}

export const GET: APIRoute = ({ params }) =>
  new Response(chapterJson(params['chapter']!).text, { headers: { 'Content-Type': 'application/json' } });
