/** Long lines in the editor as in the listing: continued below their beginning, or scrolled. */
import { RangeSetBuilder, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';

/** Says of each line that is drawn how many columns it is indented by; the style sheet does the rest. */
const indentation = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = indentations(view);
    }
    update({ docChanged, viewportChanged, view }: ViewUpdate) {
      if (docChanged || viewportChanged) this.decorations = indentations(view);
    }
  },
  { decorations: ({ decorations }) => decorations },
);

function indentations({ state, viewport }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (let at = viewport.from; at <= viewport.to;) {
    const line = state.doc.lineAt(at);
    const blank = /^[ \t]*/.exec(line.text)![0];
    const columns = blank.length + (blank.split('\t').length - 1) * (state.tabSize - 1);
    if (columns > 0) builder.add(line.from, line.from, Decoration.line({ attributes: { style: `--in:${columns}` } }));
    at = line.to + 1;
  }
  return builder.finish();
}

export function wrapping(wraps: boolean): Extension {
  return wraps ? [indentation, EditorView.lineWrapping] : indentation;
}
