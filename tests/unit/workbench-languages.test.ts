/** The editor's colors, compared with the listing's highlighter and with a parser; and its indentation. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getIndentation, language, type Language } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { highlightTree } from '@lezer/highlight';
import { parse } from 'acorn';
import { highlight } from '../../src/components/sandbox/highlight.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { highlighting } from '../../src/workbench/panes/files/highlighting.ts';
import { languageOf } from '../../src/workbench/panes/files/languages.ts';

/** The class of each character in the editor. */
function classesOf(path: string, text: string): string[] {
  const state = EditorState.create({ doc: text, extensions: languageOf(path) });
  const classes = Array.from(text, () => '').slice(0, text.length);
  const parser = (state.facet(language) as Language).parser;
  highlightTree(parser.parse(text), highlighting, (from, to, name) => classes.fill(name, from, to));
  return classes;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };

/** The class of each character in the listing. */
async function listed(path: string, text: string): Promise<string[]> {
  const html = await highlight(text, path);
  const classes: string[] = [];
  for (const [, open, content] of html.matchAll(/<([^>]*)>([^<]*)/g)) {
    // At once: a program that escapes HTML has `&amp;` in its own text.
    const decoded = content!.replaceAll(/&(?:#x([0-9A-F]+)|(lt|gt|amp));/gi, (_, code: string, name: string) =>
      name === undefined ? String.fromCharCode(parseInt(code, 16)) : ENTITIES[name]!,
    );
    const name = /^tk-[^l]$/.test(open!) ? open! : '';
    for (let index = 0; index < decoded.length; index += 1) classes.push(name);
  }
  return classes;
}

const files = catalogue().sandboxes.flatMap(({ manifest, files }) =>
  manifest.files.map((path) => ({ path, text: files[path]!, where: `${manifest.name}/${path}` })),
);

test('the editor colors as the listing does, but for one character in two hundred', async () => {
  assert.ok(files.length > 20);
  let all = 0;
  let different = 0;
  for (const { path, text } of files.filter((file) => /\.(js|mjs|ts|json)$/.test(file.path))) {
    const editor = classesOf(path, text);
    const listing = await listed(path, text);
    for (let index = 0; index < text.length; index += 1) {
      if (/\s/.test(text[index]!)) continue;
      all += 1;
      if (editor[index] !== (listing[index] ?? '')) different += 1;
    }
  }
  assert.ok(different < all / 200, `${different} of ${all}`);
});

test('strings, comments, regular expressions and numbers are where a parser finds them', () => {
  const hard =
    'const a = b / 2 / c; // x\nconst r = /[/"]\\/`/g.test(s) ? `a${`b${{ c: 1 }.c}` /* in */}d` : 0x1f;\nif (x) /re/.exec(y);\nconst z = (a + b) / 2, f = a[0] / g / 1;\n';
  for (const { text, where } of [{ text: hard, where: 'hard' }, ...files.filter(({ path }) => path.endsWith('.js'))]) {
    const classes = classesOf('a.js', text);
    const check = (from: number, to: number, name: string) => {
      const found = new Set(classes.slice(from, to).filter((_, index) => !/\s/.test(text[from + index]!)));
      assert.deepEqual([...found], found.size === 0 ? [] : [name], `${where}: ${text.slice(from, to)}`);
    };
    parse(text, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      allowHashBang: true,
      onComment: (_block, _text, start, end) => check(start, end, 'tk-c'),
      onToken: ({ type, start, end }) => {
        if (type.label === 'string' || (type.label === 'template' && end > start)) check(start, end, 'tk-s');
        if (type.label === 'num') check(start, end, 'tk-n');
        if (type.label === 'regexp') check(start, end, 'tk-s');
      },
    });
  }
});

test('a new line begins where its block says', () => {
  const indentation = (text: string, path = 'a.js') => {
    const state = EditorState.create({ doc: text, extensions: languageOf(path) });
    return getIndentation(state, state.doc.length);
  };
  assert.equal(indentation('const a = 1;\n'), 0);
  assert.equal(indentation('app.get("/", (req, res) => {\n'), 2);
  assert.equal(indentation('app.get("/", (req, res) => {\n  if (a) {\n'), 4);
  assert.equal(indentation('app.get("/", (req, res) => {\n  }'), 0);
  assert.equal(indentation('switch (a) {\n  case 1:\n'), 4);
  assert.equal(indentation('switch (a) {\n  case 1:\n    b();\n  default:'), 2);
  assert.equal(indentation('const s = `\n'), null);
  assert.equal(indentation('{\n  "a": [\n', 'a.json'), 4);
});
