/**
 * Highlighting of listings: a theme whose colors are only marks, and the step that turns the marks into
 * elements. Pages are shorter than with inline colors, light and dark are a matter of CSS, and the
 * editor has classes of the same names.
 */
import type { ShikiConfig } from 'astro';
import { codeToHtml } from 'shiki';

type ShikiTransformer = NonNullable<ShikiConfig['transformers']>[number];
type ShikiTheme = NonNullable<ShikiConfig['theme']>;

/**
 * Mark (a color that nobody sees) to element: keyword, string, comment, number or constant, function. A page has
 * thousands of tokens: as elements of their own, which browsers treat as spans, they weigh 2 kB less in a chapter than
 * spans with classes.
 */
const ELEMENTS: Readonly<Record<string, string>> = {
  '#000001': 'tk-k',
  '#000002': 'tk-s',
  '#000003': 'tk-c',
  '#000004': 'tk-n',
  '#000005': 'tk-f',
};
const PLAIN = '#000000';

const markOf = Object.fromEntries(Object.entries(ELEMENTS).map(([mark, name]) => [name, mark]));
const rule = (name: string | null, ...scope: string[]) => ({
  scope,
  settings: { foreground: name === null ? PLAIN : markOf[name]! },
});

/** The theme that puts the marks; its scopes are those of VS Code's grammars. */
export const theme = {
  name: 'port3000',
  type: 'light',
  colors: { 'editor.foreground': PLAIN, 'editor.background': '#ffffff' },
  settings: [
    { settings: { foreground: PLAIN } },
    rule('tk-c', 'comment', 'punctuation.definition.comment'),
    rule('tk-s', 'string', 'punctuation.definition.string', 'string.regexp'),
    rule(null, 'meta.template.expression', 'punctuation.definition.template-expression'),
    rule('tk-k', 'keyword', 'storage.type', 'storage.modifier'),
    rule(null, 'keyword.operator', 'storage.type.function.arrow'),
    rule('tk-k', 'keyword.operator.new', 'keyword.operator.expression'),
    rule('tk-n', 'constant.numeric', 'constant.language', 'variable.language'),
    rule(
      'tk-f',
      'entity.name.function',
      'support.function',
      'entity.name.type.class',
      'entity.name.class',
      'support.type.property-name.json',
    ),
  ],
} satisfies ShikiTheme;

export const tokenTransformer: ShikiTransformer = {
  name: 'port3000-tokens',
  preprocess(_code, options) {
    // No limit: by default Shiki gives up on a line after half a second, and pages would differ on a busy machine.
    options.tokenizeTimeLimit = 0;
  },
  span(node) {
    const mark = /color:(#[0-9a-f]{6})/i.exec(String(node.properties['style'] ?? ''))?.[1];
    delete node.properties['style'];
    const name = mark === undefined ? undefined : ELEMENTS[mark.toLowerCase()];
    if (name !== undefined) node.tagName = name;
  },
  line(node) {
    // Text without a color needs no element: a tenth of what a listing weighs.
    node.children = node.children.flatMap((token) =>
      token.type === 'element' && token.tagName === 'span' ? token.children : [token],
    );
  },
  pre(node) {
    delete node.properties['style'];
    node.properties['class'] = 'sandbox-listing';
    node.properties['translate'] = 'no';
  },
};

/** How many characters fit beside each other on a narrow phone: a shorter line is never wrapped. */
const NARROW = 36;

/** Puts into each line its line break, so that it can be a block, and its indentation, under which it is wrapped. */
const lineTransformer: ShikiTransformer = {
  name: 'port3000-lines',
  line(node, line) {
    const text = this.source.split('\n')[line - 1] ?? '';
    node.tagName = 'tk-l';
    delete node.properties['class'];
    const indent = /^ */.exec(text)![0].length;
    if (indent > 0 && text.length > NARROW) node.properties['style'] = `--in:${indent}`;
  },
  code(node) {
    node.children = node.children.filter((child, index, all) => {
      const before = all[index - 1];
      if (child.type !== 'text' || before?.type !== 'element') return true;
      before.children.push(child);
      return false;
    });
  },
};

/** A file as HTML: `<pre class="sandbox-listing">` with a `<tk-l>` for each line. */
export function highlight(text: string, path: string): Promise<string> {
  // The line break that ends the file is no line of its own.
  const code = text.replace(/\n$/, '');
  return codeToHtml(code, {
    lang: languageOf(path),
    theme,
    mergeSameStyleTokens: true,
    transformers: [tokenTransformer, lineTransformer],
  });
}

/** The highlighter's name for a file's language. */
function languageOf(path: string): 'js' | 'ts' | 'json' | 'http' | 'sql' | 'text' {
  if (/\.[cm]?js$/.test(path)) return 'js';
  if (/\.[cm]?ts$/.test(path)) return 'ts';
  if (path.endsWith('.json')) return 'json';
  if (path.endsWith('.http')) return 'http';
  return path.endsWith('.sql') ? 'sql' : 'text';
}
