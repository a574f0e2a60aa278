/** Search and replace in the editor; a chunk of its own. The browser's search finds only the lines that are drawn. */
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { StateEffect } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';

const ready = new WeakSet<EditorView>();

/** Opens the search in an editor; from then on its keys are there as well. */
export function openSearch(view: EditorView): void {
  if (!ready.has(view)) {
    ready.add(view);
    view.dispatch({ effects: StateEffect.appendConfig.of([search({ top: true }), keymap.of(searchKeymap)]) });
  }
  openSearchPanel(view);
}
