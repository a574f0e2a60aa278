/** CodeMirror, put together from the parts this book needs; a chunk of its own, loaded on the first edit. */
import {
  copyLineDown,
  copyLineUp,
  history,
  historyKeymap,
  indentLess,
  indentMore,
  indentSelection,
  indentWithTab,
  moveLineDown,
  moveLineUp,
  standardKeymap,
  toggleComment,
} from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, type KeyBinding } from '@codemirror/view';
import { adoptStyle } from '../../shared/adopt-style.ts';
import style from './code-editor.css?inline';
import { folding } from './folding.ts';
import { highlighting } from './highlighting.ts';
import { languageOf } from './languages.ts';
import { wrapping } from './wrapping.ts';

adoptStyle(style);

export interface CodeEditorOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  /** Decides the language and names the editor for screen readers. */
  readonly path: string;
  /** Where the caret starts, in characters. */
  readonly offset: number;
  readonly tabIndents: boolean;
  /** Whether long lines are continued on the next one. */
  readonly wraps: boolean;
  readonly onChange: (text: string) => void;
  /** Ctrl/Cmd+Enter and Ctrl/Cmd+S. */
  readonly onRun: () => void;
  /** Ctrl/Cmd+F. */
  readonly onSearch: () => void;
  /** Of a file whose language is loaded for it. */
  readonly language?: Extension;
}

export interface CodeEditor {
  /** CodeMirror's own, for what is loaded later. */
  readonly view: EditorView;
  setText(text: string): void;
  setTabIndents(indents: boolean): void;
  setWraps(wraps: boolean): void;
  focus(scrollTop: number, scrollLeft: number): void;
  /** Puts the caret in a line (counted from 1), in the middle of what can be seen. */
  reveal(line: number): void;
  measure(): void;
}

/** Beside what every text field does: what editors of code do, by the keys that VS Code has for it. */
const commands: readonly KeyBinding[] = [
  { key: 'Mod-/', run: toggleComment },
  { key: 'Mod-[', run: indentLess },
  { key: 'Mod-]', run: indentMore },
  { key: 'Mod-Alt-\\', run: indentSelection },
  { key: 'Alt-ArrowUp', run: moveLineUp, shift: copyLineUp },
  { key: 'Alt-ArrowDown', run: moveLineDown, shift: copyLineDown },
];

export function createCodeEditor({
  parent,
  text,
  path,
  offset,
  tabIndents,
  wraps,
  onChange,
  onRun,
  onSearch,
  language = languageOf(path),
}: CodeEditorOptions): CodeEditor {
  const tab = new Compartment();
  const wrap = new Compartment();
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
          {
            key: 'Mod-f',
            preventDefault: true,
            run: () => {
              onSearch();
              return true;
            },
          },
        ]),
        tab.of(tabExtension(tabIndents)),
        wrap.of(wrapping(wraps)),
        lineNumbers(),
        folding,
        history(),
        indentOnInput(),
        bracketMatching(),
        indentUnit.of('  '),
        EditorState.tabSize.of(2),
        language,
        syntaxHighlighting(highlighting),
        keymap.of([...commands, ...standardKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({
          'aria-label': path,
          // It can be focused without; those who look whether what scrolls can be reached by keyboard ask for it.
          tabindex: '0',
          translate: 'no',
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
    view,
    setText(next) {
      if (next === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
    },
    setTabIndents(indents) {
      view.dispatch({ effects: tab.reconfigure(tabExtension(indents)) });
    },
    setWraps(next) {
      view.dispatch({ effects: wrap.reconfigure(wrapping(next)) });
    },
    focus(scrollTop, scrollLeft) {
      view.contentDOM.focus({ preventScroll: true });
      view.scrollDOM.scrollTo(scrollLeft, scrollTop);
    },
    reveal(line) {
      const { from } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
      view.focus();
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
