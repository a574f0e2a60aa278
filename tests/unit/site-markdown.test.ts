/** Chapters as Markdown: what takes the place of components, and that nothing else changes. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { chapters } from '../../src/book.ts';
import { chapterMarkdown } from '../../src/build/markdown/chapter-markdown.ts';
import { withEdits } from '../../src/build/markdown/edits.ts';
import { fenceFor, programMarkdown } from '../../src/build/markdown/program-markdown.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { readChapterText } from '../../src/sandbox/catalogue/chapter-text.ts';

const book = catalogue(join(import.meta.dirname, '../..'));
const site = { base: '/book/', sandbox: (id: string) => book.sandbox(id) };
const transactions = chapters.find(({ slug }) => slug === 'transactions')!;

/** A text without its fenced code. */
const prose = (markdown: string) => markdown.replaceAll(/^(`{3,}).*?^\1$/gms, '');

describe('a chapter as Markdown', () => {
  test('has text in place of its components, and links that lead into the site', () => {
    const source = `---
minutes: 1
---

See [*this*](#that) and [tables](/tables/#keys), and <Send to="transactions/transfer" request="bare">kill \`it\`</Send>.

<Predict of="transactions/transfer" request="bare" ask="How many?">
<Choice says="One" right>Because.</Choice>
<Choice says="Two">No.</Choice>
</Predict>

<Correction errata={['E1']} taught="All is \`well\`." source="RFC 9110">

It is *not*.

\`\`\`js run title="a.js"
f({});
\`\`\`

</Correction>

<Question ask="Why?">

So.

<FollowUp ask="And then?">

Nothing.

</FollowUp>
</Question>

<Diagram alt="two boxes" caption="Boxes." d2={\`a -> b\`} />
`;
    assert.equal(
      chapterMarkdown(transactions, source, 'What is left.', site),
      `# 21. ${transactions.title}

What is left.

[The chapter, whose programs run in the page](/book/transactions/), of part IV, Relational data.

See [*this*](/book/transactions/#that) and [tables](/book/tables/#keys), and [kill \`it\`](/book/sandboxes/transactions/transfer/).

**Predict:** How many?

- **Right:** One — Because.
- Two — No.

> **Often taught:** “All is \`well\`.”

It is *not*.

\`\`\`js
f({});
\`\`\`

*Source: RFC 9110*

**Why?**

So.

*Next:* **And then?**

Nothing.

*Diagram.* two boxes

*Boxes.*
`,
    );
  });

  test('that has a component it does not know says so', () => {
    assert.throws(() => chapterMarkdown(transactions, '<Cartoon />', '', site), /<Cartoon> is not known as Markdown/);
  });

  for (const { chapter, written } of book.chapters)
    if (written !== null)
      test(`${chapter.slug} keeps its headings and code, and has no component left`, () => {
        const markdown = chapterMarkdown(chapter, written.source, '', site);
        assert.deepEqual(prose(markdown).match(/<\/?[A-Z]\w*[ />]/g), null);
        const { headings, fences } = readChapterText(markdown.replaceAll(/[{}<]/g, '.'));
        const plain = (text: string) => text.replaceAll(/[{}<]/g, '.');
        assert.deepEqual(
          headings.slice(1).map(({ text }) => text),
          written.text.headings.map(({ text }) => plain(text)),
        );
        const code = new Set(fences.map(({ text }) => text));
        for (const { text, line } of written.text.fences) assert.ok(code.has(plain(text)), `the fence of line ${line}`);
      });
});

test('a program has its files and requests, in fences that they cannot close', () => {
  const sandbox = book.sandbox('transactions/transfer');
  const markdown = programMarkdown(sandbox, '/x/');
  for (const text of [...Object.values(sandbox.files), sandbox.http!]) assert.ok(markdown.includes(text.trimEnd()));
  assert.equal(fenceFor('a ``` b'), '````');
  assert.equal(fenceFor('none'), '```');
});

test('edits replace and insert, and overlapping ones are refused', () => {
  const edits = [
    { from: 4, to: 4, text: '!' },
    { from: 0, to: 1, text: '-' },
  ];
  assert.equal(withEdits('abcdef', edits), '-bcd!ef');
  assert.throws(() => withEdits('abc', [...edits, { from: 0, to: 2, text: '' }]), /overlap at 0/);
});
