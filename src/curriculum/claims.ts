/** The claims of the chapters that are written: what each says that it covers and corrects. */
import type { Catalogue } from '../sandbox/catalogue/catalogue.ts';
import type { ChapterClaims } from './coverage.ts';

/** @returns one entry for each chapter that has a text, in the order of the book */
export function readClaims(catalogue: Catalogue): readonly ChapterClaims[] {
  return catalogue.chapters.flatMap(({ chapter, written }) => {
    if (written === null) return [];
    const { frontMatter, corrections, questions } = written.text;
    const { covers, errata } = frontMatter;
    return [
      {
        slug: chapter.slug,
        file: written.file,
        covers: ids(covers),
        errata: ids(errata),
        corrections,
        questions: questions.length,
      },
    ];
  });
}

/** The ids in a list of front matter; a value that is no list is reported by the catalogue. */
const ids = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
