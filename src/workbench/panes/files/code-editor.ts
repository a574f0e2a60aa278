/** CodeMirror, put together from the parts this book needs; a chunk of its own, loaded on the first edit. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { languageOf } from './languages.ts';

export interface CodeEditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  /** Decides the language and names the editor for screen readers. */
  readonly path: string;
  /** Where the caret starts, in characters. */
  readonly offset: number;
  readonly tabIndents: boolean;
  readonly onChange: (text: string) => void;
  /** Ctrl/Cmd+Enter and Ctrl/Cmd+S. */
  readonly onRun: () => void;
}

export interface CodeEditor {
  setText(text: string): void;
  setTabIndents(indents: boolean): void;
  focus(scrollTop: number, scrollLeft: number): void;
  measure(): void;
}

/** The classes are those of the static listing (Sandbox.astro), so both look the same. */
export const highlighting = HighlightStyle.define([
  { tag: tags.keyword, class: 'tk-keyword' },
  { tag: tags.string, class: 'tk-string' },
  { tag: tags.comment, class: 'tk-comment' },
  { tag: [tags.number, tags.atom], class: 'tk-constant' },
  { tag: tags.function(tags.variableName), class: 'tk-function' },
]);

export function createCodeEditor({
  parent,
  text,
  path,
  offset,
  tabIndents,
  onChange,
  onRun,
}: CodeEditorOptions): CodeEditor {
  const tab = new Compartment();
  const run = () => {
    onRun();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      selection: { anchor: Math.min(offset, text.length) },
      extensions: [
        keymap.of([
          { key: 'Mod-Enter', run },
          { key: 'Mod-s', run, preventDefault: true },
        ]),
        tab.of(tabExtension(tabIndents)),
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        indentUnit.of('  '),
        EditorState.tabSize.of(2),
        languageOf(path),
        syntaxHighlighting(highlighting),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({
          'aria-label': path,
          spellcheck: 'false',
          autocapitalize: 'off',
          autocorrect: 'off',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    setTabIndents(indents) {
      view.dispatch({ effects: tab.reconfigure(tabExtension(indents)) });
    },
    focus(scrollTop, scrollLeft) {
      view.contentDOM.focus({ preventScroll: true });
      view.scrollDOM.scrollTo(scrollLeft, scrollTop);
    },
    measure() {
      view.requestMeasure();
    },
  };
}

/** CodeMirror itself lets Tab through once after Esc ("tab focus mode"), which keeps the way out open. */
function tabExtension(indents: boolean): Extension {
  return indents ? keymap.of([indentWithTab]) : [];
}
