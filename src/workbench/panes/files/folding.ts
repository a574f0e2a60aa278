/** What is indented below a line can be folded into it, by keys and at the lines' numbers. */
import { codeFolding, foldGutter, foldKeymap, foldService } from '@codemirror/language';
import type { EditorState, Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';

/** The languages here have no tree to fold by: a line's block is what is indented more than it. */
function below(state: EditorState, from: number): { from: number; to: number } | null {
  const first = state.doc.lineAt(from);
  const depth = indentation(first.text);
  if (depth === null) return null;
  let last = first;
  for (let number = first.number + 1; number <= state.doc.lines; number += 1) {
    const line = state.doc.line(number);
    const here = indentation(line.text);
    if (here === null) continue;
    if (here <= depth) break;
    last = line;
  }
  return last === first ? null : { from: first.to, to: last.to };
}

/** In columns; `null` of a blank line. */
function indentation(text: string): number | null {
  const at = text.search(/\S/);
  return at === -1 ? null : at;
}

function marker(open: boolean): HTMLElement {
  const element = document.createElement('span');
  element.textContent = open ? '⌄' : '›';
  element.title = open ? 'Fold this block' : 'Unfold this block';
  return element;
}

export const folding: Extension = [
  foldService.of((state, from) => below(state, from)),
  codeFolding({ placeholderText: '…' }),
  foldGutter({ markerDOM: marker }),
  keymap.of(foldKeymap),
];
