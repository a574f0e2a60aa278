/** What the chapters that are written say of themselves. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chapterFile, chapters } from '../book.ts';
import { readChapterText } from '../sandbox/catalogue/chapter-text.ts';
import type { ChapterClaims } from './coverage.ts';

/**
 * @param root the repository's folder
 * @returns one entry for each chapter that has a text, in the order of the book
 */
export function readClaims(root: string): readonly ChapterClaims[] {
  return chapters.flatMap((chapter) => {
    const file = `content/${chapterFile(chapter)}`;
    if (!existsSync(join(root, file))) return [];
    const { frontMatter, corrections, questions } = readChapterText(readFileSync(join(root, file), 'utf8'));
    const { covers, errata } = frontMatter;
    return [
      { slug: chapter.slug, file, covers: ids(covers), errata: ids(errata), corrections, questions: questions.length },
    ];
  });
}

/** The front matter's own check says what is wrong with a list that is none. */
const ids = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
