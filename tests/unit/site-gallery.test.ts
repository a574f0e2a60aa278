/** The gallery: what a sandbox is found by, where the book speaks of it, and the filters in the address. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fits, queryOf, wantedBy } from '../../src/components/filters/filter.ts';
import { filteredBy } from '../../src/components/gallery/page-of.ts';
import { catalogue } from '../../src/sandbox/catalogue/catalogue.ts';
import { readChapterText } from '../../src/sandbox/catalogue/chapter-text.ts';
import { mentionsOf } from '../../src/sandbox/catalogue/mentions.ts';
import { traitsOf } from '../../src/sandbox/catalogue/traits.ts';

const book = catalogue(join(import.meta.dirname, '../..'));

describe('what a sandbox is found by', () => {
  test('is derived from its folder', () => {
    const boundary = traitsOf(book.sandbox('rate-limiting/boundary'));
    assert.deepEqual([boundary.kinds, boundary.packages], [['server'], ['express']]);
    const instances = traitsOf(book.sandbox('rate-limiting/instances'));
    assert.deepEqual(instances.kinds, ['server', 'processes']);

    const exercise = traitsOf(book.sandbox('indexes/exercise'));
    assert.deepEqual(exercise.kinds, ['server', 'exercise']);
    assert.ok(exercise.modules.includes('node:sqlite'), 'without its prefix there is no such module');
    assert.deepEqual(traitsOf(book.sandbox('rate-limiting/algorithms')).kinds, ['program', 'plot']);
  });

  test('holds each of Node’s modules once, as imports of its parts are imports of it', () => {
    const files = {
      'a.js': "import fs from 'fs';\nimport { readFile } from 'node:fs/promises';\nimport './b.cjs';",
      'b.cjs': "require('express'); require('node:fs');",
      'broken.js': 'import {',
    };
    const sandbox = { ...book.sandbox('methods/safe'), files };
    assert.deepEqual(traitsOf(sandbox).modules, ['node:fs']);
  });
});

describe('where a chapter speaks of a sandbox', () => {
  const text = readChapterText(`---
minutes: 1
---

First <Send to="methods/replay" request="put">send</Send>.

## One

<Sandbox name="methods/replay" />

<Send to="methods/replay" request="put">a</Send> <Send to="methods/replay" request="post">b</Send>
<Send to="methods/safe" request="head">c</Send>

### One and a half

\`\`\`json from="methods/replay#put"
{}
\`\`\`

#### Too small for a place

<Figure of="methods/replay" plot="n" />

## Two

<Predict of="methods/replay" request="put" ask="Which?"><Choice says="a" right>A.</Choice><Choice says="b">B.</Choice></Predict>
`);

  test('is told by section, with what each does', () => {
    assert.deepEqual(mentionsOf(text, 'methods/replay'), [
      { heading: null, text: null, counts: { sent: 1 } },
      { heading: 0, text: 'One', counts: { shown: 1, sent: 2 } },
      { heading: 1, text: 'One and a half', counts: { drawn: 1, quoted: 1 } },
      { heading: 3, text: 'Two', counts: { predicted: 1 } },
    ]);
    assert.deepEqual(mentionsOf(text, 'methods/safe'), [{ heading: 0, text: 'One', counts: { sent: 1 } }]);
    assert.deepEqual(mentionsOf(text, 'methods/replay-more'), []);
  });

  test('is told of every sandbox that a chapter shows', () => {
    for (const { written } of book.chapters)
      for (const { name } of [...(written?.text.sandboxes ?? []), ...(written?.text.exercises ?? [])])
        assert.ok(
          mentionsOf(written!.text, name).some(({ counts }) => counts.shown === 1 || counts.exercise === 1),
          name,
        );
  });
});

describe('the filters of a list', () => {
  const values = { package: ['express', 'node:fs'], topic: ['methods'], kind: ['server', 'exercise'] };
  const knows = (filter: string, value: string) => values[filter as keyof typeof values].includes(value);
  const names = Object.keys(values);
  const all = { package: '', topic: '', kind: '' };

  test('are read from an address and written to it', () => {
    const wanted = { package: 'node:fs', topic: '', kind: 'exercise' };
    assert.deepEqual(wantedBy(names, '?package=node:fs&kind=exercise', knows), wanted);
    assert.equal(queryOf(wanted), '?package=node:fs&kind=exercise');
    assert.equal(queryOf(all), '');
    assert.deepEqual(wantedBy(names, '', knows), all);
  });

  test('leave out what is not there', () => {
    assert.deepEqual(wantedBy(names, '?package=leftpad&topic=methods&more=1', knows), { ...all, topic: 'methods' });
  });

  test('are those of the links on the pages of sandboxes', () => {
    const { search } = new URL(filteredBy('package', 'node:fs'), 'http://localhost');
    assert.deepEqual(wantedBy(names, search, knows), { ...all, package: 'node:fs' });
  });

  test('show what has all that is wanted', () => {
    const offered = { package: 'express node:fs', topic: 'methods', kind: 'server' };
    assert.ok(fits(offered, all));
    assert.ok(fits(offered, { package: 'node:fs', topic: 'methods', kind: 'server' }));
    assert.ok(!fits(offered, { ...all, kind: 'exercise' }));
    assert.ok(!fits(offered, { ...all, package: 'node' }), 'a part of a name is not the name');
  });
});
