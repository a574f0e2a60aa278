/**
 * `npm test -- book [chapter]`: the stages that the author of a chapter needs. They build the site, which compares
 * quotations and checks every sandbox; they run the book's tests, compare recordings and the engine with real Node, and
 * check the chapter's page, its Sends and all links.
 */
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { root } from './build-site.ts';
import { check, nodeTests, playwrightTests, type Stage } from './stage.ts';

/**
 * @param words the words after `book`: one chapter's slug, or none for all chapters
 * @throws Error when there is no such written chapter; it names those that there are
 */
export function bookStages(words: readonly string[], environment: Readonly<Record<string, string>>): readonly Stage[] {
  const written = catalogue(root).chapters.flatMap(({ chapter, written }) => (written === null ? [] : [chapter.slug]));
  const [chapter, ...more] = words;
  if (more.length > 0) throw new Error(`Name one chapter, or none for all: “${words.join(' ')}” are ${words.length}.`);
  if (chapter !== undefined && !written.includes(chapter))
    throw new Error(`“${chapter}” is no written chapter. There are: ${written.join(', ')}.`);

  const names = chapter === undefined ? [] : [chapter];
  const ofChapter = { ...environment, ...(chapter !== undefined && { PORT3000_CHAPTER: chapter }) };
  const dist = { PORT3000_BASE: '/', PORT3000_OUT: 'dist' };
  const slugs = chapter === undefined ? written : [chapter];
  const pages = slugs.flatMap((slug) => [`/${slug}/ keeps`, `/${slug}/: no line`, `a Send of /${slug}/`]);
  return [
    check('engine build', 'scripts/build-engine.ts', []),
    check('site build', 'scripts/build.ts', [], { needs: ['engine build'], environment: dist }),
    check('recordings', 'scripts/record.ts', ['--check', ...names]),
    nodeTests('book', 'tests/book/**/*.test.ts', { environment: ofChapter, needs: ['engine build'], serial: false }),
    nodeTests('sandboxes in the engine', 'tests/parity/sandboxes.test.ts', {
      environment: ofChapter,
      needs: ['engine build'],
    }),
    playwrightTests('pages and links', ['--project=site', '--grep', [...pages, 'built for / leads'].join('|')], {
      environment: ofChapter,
      needs: ['site build'],
    }),
  ].filter((stage) => stage !== null);
}
