/** The glossary: terms that chapters introduce, in order, with the chapters that use them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { glossaryOf, readGlossary } from '../../src/build/glossary/glossary.ts';

const root = join(import.meta.dirname, '../..');
/** A book of which two chapters have a text. */
const texts: Readonly<Record<string, string>> = {
  tables:
    '---\ncovers: [A01]\n---\nRows.\n\n## Keys\n\nA **Key** tells rows apart. **What REST asks** is another matter.\n',
  joins: 'A key, two keys, and `key`. The rest. ```js\nkey key key\n``` See [the key](/tables/#key).\n',
};
const made = (plan: Record<string, Record<string, string>>) => glossaryOf(plan, ({ slug }) => texts[slug] ?? '');

test('every term of the book is introduced, explained in one sentence, and has an address of its own', () => {
  const terms = readGlossary(root);
  assert.ok(terms.length > 150);
  assert.deepEqual(
    terms.filter(({ is }) => !/^[^.]+\.$/.test(is.replaceAll(/`[^`]*`|\d\.\d|\bRFC \d+/g, ''))).map(({ term }) => term),
    [],
  );
  assert.equal(new Set(terms.map(({ id }) => id)).size, terms.length);
  const order = terms.map(({ term }) => term.toLowerCase());
  assert.deepEqual(
    order,
    order.toSorted((one, other) => one.localeCompare(other, 'en')),
  );
});

test('a term is found in the bold text of its chapter, with the heading above and the chapters that use it', () => {
  const [key, rest] = made({ tables: { key: 'Tells rows apart.', REST: 'A style.' } });
  assert.deepEqual(
    [key?.chapter.slug, key?.heading, key?.also.map(({ slug }) => slug), key?.id],
    ['tables', 'Keys', ['joins'], 'key'],
  );
  // The listing does not count, and “the rest” is no REST.
  assert.deepEqual(rest?.also, []);
});

test('a term that nobody introduces, one that is there twice, and a chapter that is not there, are said', () => {
  assert.throws(() => made({ tables: { lag: 'Behind.' } }), /terms\.yaml: tables has no \*\*lag\*\* in its text/);
  assert.throws(() => made({ tables: { key: 'a.', Key: 'b.' } }), /“Key” is there twice|“key” is there twice/);
  assert.throws(() => made({ table: { key: 'a.' } }), /no chapter has the address table/);
});
