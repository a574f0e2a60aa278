/** The words of a query, and which places fit them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fit,
  has,
  hasLike,
  withOperatorWords,
  withoutOperatorWords,
  wordsOf,
} from '../../src/components/layout/search-words.ts';

test('words that say nothing are left out, unless there is no other', () => {
  assert.deepEqual(wordsOf('PUT vs PATCH'), ['put', 'patch']);
  assert.deepEqual(wordsOf('How to limit requests per user?'), ['limit', 'requests', 'user']);
  assert.deepEqual(wordsOf('to be'), ['to', 'be']);
});

test('operators are words, and text again', () => {
  for (const text of ['a === b', 'x=>x', '16 %', 'a ?? b || c', '5 % of 7 >= 3', 'no operator: a = b'])
    assert.equal(withoutOperatorWords(withOperatorWords(text, '')), text);
  assert.match(withOperatorWords('a === b', '|'), /^a zq\w+zq b$/);
  assert.match(withOperatorWords('a===b', '|'), /^a\|zq\w+zq\|b$/);
  const [word] = wordsOf('===');
  assert.equal(withOperatorWords('===', '|'), word);
  assert.notEqual(wordsOf('=>')[0], wordsOf('>=')[0]);
});

test('a word fits letter by letter, and better in a title', () => {
  const cores = { title: 'Every core', text: 'One process for each of the cores.' };
  const cors = { title: 'Same-origin policy and CORS', text: 'Access-Control-Allow-Origin' };
  assert.equal(fit(cores, ['cors']), 0);
  assert.equal(fit(cors, ['cors']), 2);
  assert.ok(
    fit({ title: 'Rate limiting', text: '' }, ['limit']) > fit({ title: '', text: 'limit', isCode: true }, ['limit']),
  );
  assert.equal(has({ title: '', text: 'app.use(express.json())' }, ['express.json', 'json']), 2);
});

test('words are alike that begin alike, by three letters and half of the word', () => {
  const place = { title: 'Indexes', text: 'a request for /parcels/%zz' };
  assert.ok(hasLike(place, ['indexing']));
  assert.ok(hasLike(place, ['nothing', 'parcelled']));
  assert.ok(!hasLike(place, ['zzxqyw']));
  assert.ok(!hasLike(place, ['requisitions']));
});
