/**
 * The languages of the editor, line by line: colors, indentation, comments. Parsers of the whole grammar
 * (@codemirror/lang-javascript and what it needs) take 33 kB, more than everything else that a sandbox
 * loads before its editor; what is shown here is kept to the listing's colors by a test.
 */
import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

/** A bracket that is open, or a template string: its sign, and the indentation of its line in columns. */
interface Open {
  readonly sign: string;
  readonly indentation: number;
  /** Whether it is a block with `case` in it. */
  readonly cases?: boolean;
  /** Whether it holds the condition of a statement, after which a value begins. */
  readonly condition?: boolean;
}

interface ScriptState {
  open: readonly Open[];
  inComment: boolean;
  /** Whether what came last ends a value, so that a slash divides and does not begin a regular expression. */
  afterValue: boolean;
  /** The word or sign that came last. */
  last: string;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const KEYWORDS = words(
  'as async await break case catch class const continue debugger default delete do else export extends finally for from ' +
    'function get if import in instanceof let new of return set static switch throw try typeof var void while with yield',
);
const TYPESCRIPT = words(
  'abstract asserts declare enum implements interface is keyof namespace override private protected public readonly satisfies type',
);
/** Words that are names as well where a name stands: `from(…)`, `{ get: 1 }`, `of,`. */
const SOMETIMES = words(
  'as async from get of set static type abstract declare is namespace asserts readonly override public private protected',
);
const CONSTANTS = words('true false null undefined NaN Infinity this super arguments');

const CONDITIONAL = words('if while for with');

const NUMBER = /^(?:0[xXbBoO][\da-fA-F_]+n?|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?n?)/;
const REGULAR_EXPRESSION = /^\/(?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/;
const NAME = /^[@#]?[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/u;
const CALLED = /^\s*(?:\?\.)?\(/;
const IS_FUNCTION = /^\s*[=:]\s*(?:async\s*)?(?:function\b|\([^()]*\)\s*=>|[\w$]+\s*=>)/;
/** What follows such a word as a name. A blank before a parenthesis is left after a keyword: `async () => …`. */
const IS_NAME = /^\s*[,:=.;)\]}]|^\(|^\s*$/;
const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function script(typescript: boolean): StreamParser<ScriptState> {
  const isKeyword = (word: string) => KEYWORDS.has(word) || (typescript && TYPESCRIPT.has(word));
  return {
    name: typescript ? 'typescript' : 'javascript',
    startState: () => ({ open: [], inComment: false, afterValue: false, last: '' }),
    copyState: (state) => ({ ...state }),
    token(stream, state) {
      if (state.inComment) return comment(stream, state);
      if (state.open.at(-1)?.sign === '`') return template(stream, state);
      if (stream.eatSpace()) return null;
      if (stream.match('//')) {
        stream.skipToEnd();
        return 'comment';
      }
      if (stream.match('/*')) return comment(stream, state);
      if (!state.afterValue && stream.match(REGULAR_EXPRESSION)) return value(state, 'string');
      if (stream.match(/^"(?:[^"\\]|\\.)*(?:"|\\?$)|^'(?:[^'\\]|\\.)*(?:'|\\?$)/)) return value(state, 'string');
      if (stream.match(NUMBER)) return value(state, 'number');
      const name = stream.match(NAME);
      if (name !== null && name !== true && name !== false) return word(name[0], stream, state, isKeyword);
      return sign(stream, state);
    },
    indent(state, after, { unit }) {
      const top = state.open.at(-1);
      if (state.inComment || top?.sign === '`') return null;
      if (top === undefined) return /^[.?:]|^(?:&&|\|\|)/.test(after) ? unit : 0;
      if (/^[)\]}]/.test(after)) return top.indentation;
      const inCase = top.cases === true && !/^(?:case|default)\b/.test(after);
      const continued = /^(?:\.(?!\.)|\?|&&|\|\|)/.test(after);
      return top.indentation + unit + (inCase ? unit : 0) + (continued ? unit : 0);
    },
    languageData: {
      commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
      indentOnInput: /^\s*(?:case .*?:|default:|[}\])])$/,
    },
    tokenTable: { called: tags.function(tags.variableName) },
  };
}

function value(state: ScriptState, style: string): string {
  state.afterValue = true;
  state.last = '';
  return style;
}

function comment(stream: StringStream, state: ScriptState): string {
  state.inComment = !stream.match(/^.*?\*\//);
  if (state.inComment) stream.skipToEnd();
  return 'comment';
}

/** In a template string: up to its end, or to an expression in it. */
function template(stream: StringStream, state: ScriptState): string | null {
  if (stream.match('${')) {
    push(stream, state, '${');
    return null;
  }
  if (stream.eat('`')) {
    state.open = state.open.slice(0, -1);
    return value(state, 'string');
  }
  if (!stream.match(/^(?:[^`\\$]|\\.|\$(?!\{))+/)) stream.next();
  return 'string';
}

function word(
  name: string,
  stream: StringStream,
  state: ScriptState,
  isKeyword: (word: string) => boolean,
): string | null {
  const { last } = state;
  state.last = name;
  const property = last === '.' || last === '?.';
  const rest = stream.string.slice(stream.pos);
  const keyword = isKeyword(name) && !property && !(SOMETIMES.has(name) && IS_NAME.test(rest)) && !/^\s*:/.test(rest);
  if (keyword || (name === 'default' && !property)) {
    state.afterValue = false;
    if (name === 'case' || name === 'default') markCases(state);
    return 'keyword';
  }
  state.afterValue = true;
  if (CONSTANTS.has(name) && !property && !/^\s*:/.test(rest)) return 'atom';
  const defines = last === 'class' || last === 'function' || last === 'extends' || last === 'new';
  return defines || CALLED.test(rest) || IS_FUNCTION.test(rest) ? 'called' : null;
}

function sign(stream: StringStream, state: ScriptState): string | null {
  const arrow = stream.match('=>');
  const optional = !arrow && stream.match('?.');
  const character = arrow ? '=>' : optional ? '?.' : (stream.next() ?? '');
  const condition = character === '(' && CONDITIONAL.has(state.last);
  state.last = character;
  state.afterValue = false;
  if (character === '`') {
    push(stream, state, '`');
    return 'string';
  }
  if ('([{'.includes(character)) push(stream, state, character, condition);
  else if (character in CLOSES) {
    const top = state.open.at(-1);
    if (top?.sign === CLOSES[character] || (top?.sign === '${' && character === '}'))
      state.open = state.open.slice(0, -1);
    // A block ends no value; where an object does, a division is rare.
    state.afterValue = character !== '}' && top?.condition !== true;
  }
  return null;
}

function push(stream: StringStream, state: ScriptState, sign: string, condition = false): void {
  state.open = [...state.open, { sign, indentation: stream.indentation(), condition }];
  state.afterValue = false;
}

function markCases(state: ScriptState): void {
  const top = state.open.at(-1);
  if (top?.sign === '{') state.open = [...state.open.slice(0, -1), { ...top, cases: true }];
}

/** JSON; the depth is kept as the brackets that are open. */
const json: StreamParser<{ open: readonly number[] }> = {
  name: 'json',
  startState: () => ({ open: [] }),
  copyState: (state) => ({ ...state }),
  token(stream, state) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return stream.match(/^\s*:/, false) ? 'called' : 'string';
    if (stream.match(/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/)) return 'number';
    if (stream.match(/^(?:true|false|null)\b/)) return 'atom';
    const character = stream.next() ?? '';
    if ('{['.includes(character)) state.open = [...state.open, stream.indentation()];
    else if ('}]'.includes(character)) state.open = state.open.slice(0, -1);
    return null;
  },
  indent({ open }, after, { unit }) {
    const top = open.at(-1);
    if (top === undefined) return 0;
    return /^[}\]]/.test(after) ? top : top + unit;
  },
  languageData: { indentOnInput: /^\s*[}\]]$/ },
  tokenTable: { called: tags.function(tags.variableName) },
};

/** @returns the language of a file, or nothing when it has none here */
export function languageOf(path: string): Extension {
  if (/\.[cm]?[jt]sx?$/.test(path)) return StreamLanguage.define(script(/\.[cm]?tsx?$/.test(path)));
  return path.endsWith('.json') ? StreamLanguage.define(json) : [];
}
