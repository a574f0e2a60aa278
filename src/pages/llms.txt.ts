/** What the book has, for programs that read it (llmstxt.org): each chapter as Markdown, by part. */
import type { APIRoute } from 'astro';
import { writtenParts } from '../components/chapters.ts';
import { href as local } from '../components/links.ts';

export const GET: APIRoute = async ({ site }) => {
  const href = (path: string) => (site === undefined ? local(path) : new URL(local(path), site).href);
  const parts = (await writtenParts()).map(({ numeral, title, written }) =>
    [
      `## ${numeral}. ${title}`,
      written
        .map(
          ({ chapter, entry }) =>
            `- [${chapter.number}. ${chapter.title}](${href(`/${chapter.slug}.md`)}): ${entry.data.description}`,
        )
        .join('\n'),
    ].join('\n\n'),
  );
  const text = [
    '# Port 3000',
    '> A book on backend engineering whose servers run while you read it. Its examples are ordinary Node 24 programs, each shown with what real Node answered.',
    'Each address below is a chapter as Markdown with its programs. The same address with a slash in place of `.md` is the page in which they run.',
    ...parts,
    `## Optional\n\n- [Sandboxes](${href('/sandboxes/')}): every program, by what it shows\n- [Questions](${href('/questions/')}): what an interviewer asks, and the topics of the book, each with where it is explained\n- [Often taught](${href('/often-taught/')}): common claims that are wrong, and what is right`,
  ].join('\n\n');
  return new Response(`${text}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
};
