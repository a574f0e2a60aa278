/** One of several: what the reader can choose, each with the sentence that says why it is right or wrong. */
import type { Saying } from './saying.ts';

export class Choices implements Saying {
  readonly #root: HTMLElement;
  readonly #choices: readonly HTMLElement[];
  readonly #whys: readonly HTMLElement[];

  /** @param changed is called when the reader has chosen */
  constructor(root: HTMLElement, changed: () => void) {
    this.#root = root;
    this.#choices = [...root.querySelectorAll<HTMLElement>('.predict-choice')];
    this.#whys = [...root.querySelectorAll<HTMLElement>('.predict-answer dd')];
    for (const choice of this.#choices) choice.addEventListener('change', changed);
  }

  get said(): string | null {
    return this.#root.querySelector<HTMLInputElement>('.predict-choice input:checked')?.value ?? null;
  }

  restore(said: string): boolean {
    const input = [...this.#root.querySelectorAll<HTMLInputElement>('.predict-choice input')].find(
      ({ value }) => value === said,
    );
    if (input !== undefined) input.checked = true;
    return input !== undefined;
  }

  mark(): string {
    this.ask();
    let verdict = 'Not so.';
    this.#choices.forEach((choice, index) => {
      const right = 'right' in choice.dataset;
      const chosen = choice.dataset['says'] === this.said;
      if (right && chosen) verdict = 'Right.';
      choice.dataset['mark'] = right ? 'right' : 'wrong';
      const mark = document.createElement('span');
      mark.className = 'predict-mark';
      mark.textContent = `${right ? 'right' : 'wrong'}${chosen ? ', your prediction' : ''}`;
      choice.querySelector('label')!.append(mark);
      const why = document.createElement('div');
      why.className = 'predict-why';
      why.append(...this.#whys[index]!.childNodes);
      choice.append(why);
    });
    return verdict;
  }

  ask(): void {
    this.#choices.forEach((choice, index) => {
      delete choice.dataset['mark'];
      choice.querySelector('.predict-mark')?.remove();
      const why = choice.querySelector('.predict-why');
      this.#whys[index]!.append(...(why?.childNodes ?? []));
      why?.remove();
    });
  }
}
