/** The sandboxes, questions and other components that a chapter uses, read from the tree of its MDX. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readChapterText } from '../../src/sandbox/catalogue/chapter-text.ts';

const CHAPTER = `---
minutes: 20
covers: [A17, B15.6]
---

A bill was charged twice. <Send to="methods/replay" request="put">Send it</Send>, then <Send
  to="methods/replay" request="patch">again</Send>.

<Sandbox name="methods/replay" />

## What \`PUT\` *promises*

<Correction
  errata={['E001', "E002"]}
  taught="Say &quot;always&quot;."
  source={\`RFC 9110\`}
>

The *standard* says \`less\`, in [a word](https://example.org). <Sandbox name={'methods/safe'} />

\`\`\`js title="a.js" from="methods/safe"
import x from 'x';
// <Sandbox name="not/there" />
\`\`\`

</Correction>

- In a list: <Predict of="methods/replay" request="put" ask="Which?"><Choice says="one" right>So.</Choice> <Choice says="two" right={!1}>No.</Choice></Predict>

| a | b |
|---|---|
| <Figure of="methods/replay" plot="n" /> | {/* <Sandbox name="not/there" /> */} |

<Diagram
  alt="two boxes" height={-1} wide
  d2={\`a -> b
b -> c\`}
/>

### Sooner

<Question ask='What does "PUT" promise?'>
That a second one changes nothing.
<FollowUp ask="And PATCH?">Nothing.</FollowUp>

</Question>

<Question ask={'Why?'}>Because.</Question>

<Exercise name="methods/exercise">Charge once.</Exercise>

\`\`\`
plain
\`\`\`
`;

describe('the text of a chapter', () => {
  // `!1` is no literal: it is the one expression in the text that cannot be read.
  const text = readChapterText(CHAPTER.replace('!1', 'false'));

  test('has its front matter, headings and code, each with its line', () => {
    assert.deepEqual(text.problems, []);
    assert.deepEqual(text.frontMatter, { minutes: 20, covers: ['A17', 'B15.6'] });
    assert.deepEqual(text.headings, [
      { depth: 2, text: 'What PUT promises', line: 11 },
      { depth: 3, text: 'Sooner', line: 40 },
    ]);
    assert.deepEqual(text.fences, [
      {
        language: 'js',
        meta: 'title="a.js" from="methods/safe"',
        text: 'import x from \'x\';\n// <Sandbox name="not/there" />',
        line: 21,
      },
      { language: null, meta: null, text: 'plain', line: 52 },
    ]);
  });

  test('has its components wherever they stand, however their attributes are written', () => {
    assert.deepEqual(text.sandboxes, [
      { name: 'methods/replay', line: 9 },
      { name: 'methods/safe', line: 19 },
    ]);
    assert.deepEqual(text.sends, [
      { to: 'methods/replay', request: 'put', line: 6 },
      { to: 'methods/replay', request: 'patch', line: 6 },
    ]);
    assert.deepEqual(text.corrections, [
      {
        errata: ['E001', 'E002'],
        taught: 'Say "always".',
        source: 'RFC 9110',
        right: 'The *standard* says `less`, in a word.',
        line: 13,
      },
    ]);
    assert.deepEqual(text.questions, [
      { ask: 'What does "PUT" promise?', followUps: ['And PATCH?'], line: 42 },
      { ask: 'Why?', followUps: [], line: 48 },
    ]);
    assert.deepEqual(text.predictions, [
      {
        line: 28,
        ask: 'Which?',
        id: 'which',
        of: 'methods/replay',
        request: 'put',
        order: [],
        choices: [
          { says: 'one', right: true },
          { says: 'two', right: false },
        ],
      },
    ]);
    assert.deepEqual(text.figures, [{ of: 'methods/replay', plot: 'n', line: 32 }]);
    assert.deepEqual(text.diagrams, [
      { name: 'Diagram', attributes: { alt: 'two boxes', height: -1, wide: true, d2: 'a -> b\nb -> c' }, line: 34 },
    ]);
    assert.deepEqual(text.exercises, [{ name: 'methods/exercise', hasTask: true, line: 50 }]);
    assert.equal(text.components.length, 14);
  });

  test('says where it cannot be read, and reads the rest', () => {
    const { problems, predictions, sandboxes } = readChapterText(CHAPTER);
    assert.deepEqual(problems, [
      {
        line: 28,
        message: '<Choice right={!1}> would have to be computed; write a text or a list, such as a="b" or a={[\'b\']}',
      },
    ]);
    assert.deepEqual([predictions.length, sandboxes.length], [1, 2]);
  });
});

test('bad input is answered with the line and what would be right', () => {
  const problems = (source: string) =>
    readChapterText(source).problems.map(({ line, message }) => `${line}: ${message}`);
  const predict = (choices: string) => `<Predict ask="A?">\n\n${choices}\n\n</Predict>`;
  const cases: readonly (readonly [string, RegExp])[] = [
    ['a\n\n<Sandbox name={`a/${b}`} />', /^3: <Sandbox name=\{`a\/\$\{b\}`\}> would have to be computed; write a text/],
    ['<Sandbox {...props} />', /^1: <Sandbox \{\.\.\.props\}> would have to be computed/],
    ['a\n\n<Sandbox />', /^3: <Sandbox> needs a text in “name”, such as name="methods\/replay"/],
    ['<Sandbox name />', /^1: <Sandbox> needs a text in “name”/],
    ['<Send to="a/b">x</Send>', /^1: <Send> needs a text in “request”/],
    ['<Question>x</Question>', /^1: <Question> needs a text in “ask”/],
    [
      '<Correction errata="E1" taught="a" source="b">\n\nc\n\n</Correction>',
      /^1: <Correction> needs a list of ids in “errata”/,
    ],
    [
      '<Correction errata={["E1"]} taught="a" source="b">\n\n- c\n\n</Correction>',
      /^1: <Correction> begins with a par/,
    ],
    [
      'a\n\n<Predict ask="A?"></Predict>',
      /^3: <Predict> needs two choices at least, such as <Choice says="200" right>/,
    ],
    [predict('<Choice says="1">a</Choice><Choice says="2">b</Choice>'), /^1: <Predict> has no right choice; mark one/],
    [
      predict('<Choice says="1" right>a</Choice>\n<Choice says="2" right>b</Choice>'),
      /^1: <Predict> has 2 right choices, “1” and “2”; exactly one can be right/,
    ],
    [
      predict('<Choice says="1" right>a</Choice>\n<Choice says="1">b</Choice>'),
      /^4: <Choice says="1"> is there already; each choice says something else/,
    ],
    [
      predict('<Choice says="1" right>a</Choice>\n<Choice says="2" />'),
      /^4: <Choice says="2"> says why: write one sentence/,
    ],
    [
      predict('<Choice says="1" right="yes">a</Choice><Choice says="2" right>b</Choice>'),
      /^3: .* write “right” without a value/,
    ],
    [
      predict('<Choice says="1" wrongly>a</Choice><Choice says="2" right>b</Choice>'),
      /^3: <Choice> has no “wrongly”; it takes says, right/,
    ],
    [
      predict('<Choice right>a</Choice>\n<Choice says="2">b</Choice>'),
      /^3: <Choice> needs a text in “says”, such as says="200"/,
    ],
    ['<FollowUp ask="A?">a</FollowUp>', /^1: <FollowUp> stands inside <Question>, after its answer/],
    ['<Question ask="A?">\na\n<FollowUp ask="B?" />\n</Question>', /^3: <FollowUp> holds its answer/],
    ['<Question ask="A?">\na\n<FollowUp>b</FollowUp>\n</Question>', /^3: <FollowUp> needs a text in “ask”/],
    ['<Question ask="A?" followUp="B?">a</Question>', /^1: what is asked next stands with its answer in <FollowUp/],
    ['<Choice says="1">a</Choice>', /^1: <Choice> stands inside <Predict>, before <\/Predict>/],
    [
      '<Predict ask="A?" order={["one"]}>why</Predict>',
      /^1: <Predict> needs two lines at least in “order”, in their right order/,
    ],
    ['<Predict ask="A?" order="one">why</Predict>', /^1: <Predict> needs two lines at least in “order”/],
    ['<Predict ask="A?" order={["one", "one"]}>why</Predict>', /^1: <Predict order> has the same line twice/],
    [
      '<Predict ask="A?" order={["one", "two"]} />',
      /^1: <Predict order> explains the right order: write the explanation/,
    ],
    [
      '<Predict ask="A?" order={["one", "two"]}><Choice says="1" right>a</Choice></Predict>',
      /^1: <Predict> has an order and choices; leave out “order”/,
    ],
    ['<Predict request="r" ask="A?" order={["one", "two"]}>why</Predict>', /^1: <Predict request="r"> needs “of”/],
    ['<Figure of="a/b" />', /^1: <Figure> needs a text in “plot”, such as plot="admitted"/],
    ['<Predict order={["one", "two"]}>why</Predict>', /^1: <Predict> needs a text in “ask”/],
    ['a {on && <Sandbox name="a/b" />}', /^1: a component inside \{ \} is not found by the book/],
    ['\nimport A from "a";', /^2: a chapter imports and exports nothing/],
    ['a\n\n<Sandbox', /^3: this is not MDX: /],
    ['a\n\n<Correction>\n\nb', /^\d: this is not MDX: .*Correction/],
    ['---\na: 1\nb: [\n---\n', /^\d: the front matter is not YAML: /],
    ['---\n- a\n---\n', /^1: the front matter holds fields, such as “minutes: 20”/],
  ];
  for (const [source, expected] of cases) {
    const found = problems(source);
    assert.equal(found.length, 1, source);
    assert.match(found[0]!, expected);
  }
});

test('every chapter of the book can be read', () => {
  const root = join(import.meta.dirname, '../..');
  const files = globSync('content/**/*.mdx', { cwd: root });
  assert.ok(files.length > 0);
  for (const file of files) {
    const { problems, sandboxes, questions } = readChapterText(readFileSync(join(root, file), 'utf8'));
    assert.deepEqual(problems, [], file);
    assert.ok(sandboxes.length > 0 && questions.length > 0, file);
  }
});
