/** The words of a query, and which places fit them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asInBook,
  fit,
  has,
  hasLike,
  pairsOf,
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
  assert.ok(fit(cors, ['cors']) > fit({ title: 'Headers', text: 'CORS: Access-Control-Allow-Origin' }, ['cors']));
  assert.ok(
    fit({ title: 'Limiting', text: '' }, ['limit']) > fit({ title: '', text: 'limit', kind: 'sandbox' }, ['limit']),
  );
  assert.equal(has({ title: '', text: 'app.use(express.json())' }, ['express.json', 'json']), 2);
});

test('what explains comes before what repeats, asks or claims', () => {
  const text = 'A token bucket is filled at a rate.';
  const explains = fit({ title: 'Four ways to count', text }, ['token', 'bucket']);
  assert.ok(fit({ title: 'Four ways', text: `${text} ${text}` }, ['token', 'bucket']) > explains);
  for (const place of [
    { title: 'Sources', text },
    { title: 'Four ways to count', text, kind: 'question' },
    { title: 'Four ways to count', text, kind: 'error' },
    { title: 'Four ways to count', text, kind: 'sandbox' },
    { title: 'Rate limiting', text, chapter: '11 Rate limiting' },
  ] as const)
    assert.ok(fit(place, ['token', 'bucket']) < explains, JSON.stringify(place));
});

test('words that follow each other in the query, and terms where they are introduced, count more', () => {
  assert.deepEqual(pairsOf('SELECT … FOR UPDATE'), ['select for', 'for update']);
  const words = wordsOf('SELECT … FOR UPDATE');
  assert.deepEqual(words, ['select', 'update']);
  const apart = { title: 'Rows', text: 'UPDATE waits for no SELECT.' };
  const together = { title: 'Rows', text: 'SELECT for UPDATE waits.' };
  const pairs = pairsOf('SELECT … FOR UPDATE');
  assert.ok(fit(together, words, pairs) > fit(apart, words, pairs));
  assert.ok(fit({ ...apart, terms: ['SELECT FOR UPDATE'] }, words) > fit({ ...apart, terms: ['UPDATE'] }, words));
  assert.ok(fit({ ...apart, terms: ['UPDATE'] }, words) > fit(apart, words));
});

test('“timeout” and “time-out” are one word', () => {
  assert.deepEqual(wordsOf('visibility time-out'), ['visibility', 'timeout']);
  assert.deepEqual(asInBook(['visibility', 'timeouts']), ['visibility', 'time-outs']);
  assert.equal(has({ title: 'A time-out for each layer', text: '' }, wordsOf('timeout')), 1);
  assert.equal(has({ title: '', text: 'AbortSignal.timeout(100)' }, wordsOf('time-out')), 1);
});

test('words are alike that begin alike, by three letters and half of the word', () => {
  const place = { title: 'Indexes', text: 'a request for /parcels/%zz' };
  assert.ok(hasLike(place, ['indexing']));
  assert.ok(hasLike(place, ['nothing', 'parcelled']));
  assert.ok(!hasLike(place, ['zzxqyw']));
  assert.ok(!hasLike(place, ['requisitions']));
});
