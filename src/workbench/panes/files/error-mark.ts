/** The line of an error in the editor, with what the error says below it. */
import { StateEffect, StateField, type EditorState, type Range } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';

export interface ErrorMark {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

class Message extends WidgetType {
  readonly text: string;
  constructor(text: string) {
    super();
    this.text = text;
  }
  override eq(other: Message): boolean {
    return other.text === this.text;
  }
  override toDOM(): HTMLElement {
    return Object.assign(document.createElement('div'), { className: 'sandbox-line-error', textContent: this.text });
  }
}

const setMark = StateEffect.define<ErrorMark | null>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, { changes, effects, state }) {
    let now = before.map(changes);
    for (const effect of effects) if (effect.is(setMark)) now = decorate(state, effect.value);
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(state: EditorState, mark: ErrorMark | null): DecorationSet {
  if (mark === null || mark.line < 1 || mark.line > state.doc.lines) return Decoration.none;
  const line = state.doc.line(mark.line);
  const decorations: Range<Decoration>[] = [
    Decoration.line({ class: 'sandbox-error' }).range(line.from),
    Decoration.widget({ widget: new Message(mark.message), block: true, side: 1 }).range(line.to),
  ];
  return Decoration.set(decorations);
}

/** Marks a line, in place of what was marked before; `null` marks none. */
export function markError(view: EditorView, mark: ErrorMark | null): void {
  const effects: StateEffect<unknown>[] = [setMark.of(mark)];
  if (view.state.field(marks, false) === undefined) effects.unshift(StateEffect.appendConfig.of(marks));
  view.dispatch({ effects });
}
