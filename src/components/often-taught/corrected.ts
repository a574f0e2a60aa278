/** The common errors that the book corrects, in the order of the book. */
import { parts, type Chapter, type Part } from '../../book.ts';
import { readCurriculum, type CommonError } from '../../curriculum/curriculum.ts';
import { ERROR_KINDS } from '../../curriculum/schema.ts';
import type { CorrectionUse } from '../../sandbox/catalogue/chapter-text.ts';
import { catalogue } from '../../sandbox/catalogue/catalogue.ts';

/** How much each kind harms, as the page says it. */
export const KIND_NAMES: Readonly<Record<CommonError['kind'], string>> = {
  security: 'Opens a hole',
  wrong: 'Wrong',
  outdated: 'Outdated',
  misleading: 'Misleading',
};

/** @returns the fragment of a common error on its page, as `#e111` */
export const idOf = (error: string): string => error.toLowerCase();

export interface Corrected {
  readonly correction: CorrectionUse;
  /** Fragments that lead here: its errors', but for those that an earlier chapter has corrected already. */
  readonly ids: readonly string[];
  /** The worst of its errors' kinds. */
  readonly kind: CommonError['kind'];
  /** Areas of its errors, each once. */
  readonly areas: readonly string[];
}

/** @returns chapters with a correction, each with all of them */
export function correctedByChapter(
  root: string,
): readonly { readonly part: Part; readonly chapter: Chapter; readonly corrected: readonly Corrected[] }[] {
  const { errors } = readCurriculum(root);
  const taken = new Set<string>();
  return catalogue(root).chapters.flatMap(({ chapter, written }) => {
    const corrected = (written?.text.corrections ?? []).map((correction): Corrected => {
      const own = correction.errata.map((id) => errors.get(id)!);
      const ids = correction.errata.map(idOf).filter((id) => !taken.has(id));
      for (const id of ids) taken.add(id);
      return {
        correction,
        ids,
        kind: ERROR_KINDS.find((kind) => own.some((error) => error.kind === kind))!,
        areas: [...new Set(own.map(({ area }) => area))],
      };
    });
    const part = parts.find(({ number }) => number === chapter.part)!;
    return corrected.length === 0 ? [] : [{ part, chapter, corrected }];
  });
}
