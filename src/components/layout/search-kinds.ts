/** The choice between kinds of results, with how many there are of each. */
import { KINDS, type Kind } from './search-words.ts';

/** How each kind is named where it is chosen, and what is said at a result; sections of the text need no word. */
export const KIND_NAMES: Readonly<Record<Kind, readonly [choice: string, result: string]>> = {
  prose: ['Text', ''],
  question: ['Questions', 'question'],
  error: ['Often taught', 'often taught'],
  sandbox: ['Sandboxes', 'sandbox'],
};

export interface KindChoice {
  readonly element: HTMLElement;
  /** The kind that is looked for; `undefined` for all. */
  readonly chosen: Kind | undefined;
  choose(kind: Kind | undefined): void;
  /** Shows how many were found of each kind; without counts there is nothing to choose from. */
  show(counts: Readonly<Record<Kind, number>> | undefined): void;
}

/** @param changed is called when the reader has chosen */
export function kindChoice(changed: () => void): KindChoice {
  const element = document.createElement('fieldset');
  element.className = 'search-kinds';
  element.hidden = true;
  element.setAttribute('aria-label', 'What to find');
  const radios = [undefined, ...KINDS].map((kind) => {
    const label = document.createElement('label');
    const radio = document.createElement('input');
    radio.type = 'radio';
    radio.name = 'search-kind';
    radio.checked = kind === undefined;
    const count = document.createElement('span');
    label.append(radio, kind === undefined ? 'All' : KIND_NAMES[kind][0], count);
    element.append(label);
    return { kind, radio, count };
  });
  element.addEventListener('change', changed);
  return {
    element,
    get chosen() {
      return radios.find(({ radio }) => radio.checked)?.kind;
    },
    choose(wanted) {
      for (const { kind, radio } of radios) radio.checked = kind === wanted;
    },
    show(counts) {
      element.hidden = counts === undefined;
      if (counts === undefined) return;
      const all = KINDS.reduce((sum, kind) => sum + counts[kind], 0);
      for (const { kind, count } of radios) count.textContent = String(kind === undefined ? all : counts[kind]);
    },
  };
}
