/** Single keys of the cards and of the interview, unless the reader has switched single keys off. */
import { singleKeysWork } from '../shared/single-keys.ts';
import type { Grade } from './store.ts';

export interface Keys {
  /** Space: shows the answer. */
  show(): void;
  /** 1 to 4: says how well it was known. */
  grade(grade: Grade): void;
  /** u: takes the last one back. */
  back(): void;
}

/** @returns ends it */
export function listenToKeys(keys: Keys): () => void {
  const listener = (event: KeyboardEvent) => {
    const { key, target, ctrlKey, metaKey, altKey, repeat } = event;
    if (ctrlKey || metaKey || altKey || repeat || document.querySelector('dialog[open]') !== null) return;
    const within = target instanceof Element ? target : document.body;
    if (within.closest('input, textarea, select, [contenteditable]') !== null || !singleKeysWork()) return;
    if (key === ' ') {
      // On a button, a link or a fold the space bar is theirs.
      if (within.closest('button, a, summary') !== null) return;
      event.preventDefault();
      keys.show();
    } else if (/^[1-4]$/.test(key)) keys.grade(Number(key) as Grade);
    else if (key === 'u') keys.back();
  };
  addEventListener('keydown', listener);
  return () => removeEventListener('keydown', listener);
}
