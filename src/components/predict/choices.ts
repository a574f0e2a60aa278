/** The choices of a prediction, taken from what `Choice.astro` has written. */
import { parseHTML } from 'linkedom';

export interface WrittenChoice {
  readonly says: string;
  readonly right: boolean;
  /** Why, as HTML. */
  readonly why: string;
}

/** @param html what stands between `<Predict>` and `</Predict>` */
export function choicesOf(html: string): readonly WrittenChoice[] {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  return [...document.querySelectorAll<HTMLElement>('predict-choice')].map((choice) => ({
    says: choice.dataset['says'] ?? '',
    right: 'right' in choice.dataset,
    why: choice.innerHTML.trim(),
  }));
}
