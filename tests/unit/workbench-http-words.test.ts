/** The sentences of the workbench about status codes and headers, each with the place where it is defined. */
import assert from 'node:assert/strict';
import { STATUS_CODES } from 'node:http';
import { test } from 'node:test';
import { HEADERS } from '../../src/workbench/shared/http-words/headers.ts';
import { STATUSES } from '../../src/workbench/shared/http-words/statuses.ts';
import { headerWords, statusWords } from '../../src/workbench/shared/http-words/words.ts';

test('every status that Node names has words, but interim ones and one that was given up', () => {
  // 100, 102 and 103 are never the answer itself; 509 was never registered.
  const missing = Object.keys(STATUS_CODES).filter((code) => !(code in STATUSES));
  assert.deepEqual(missing, ['100', '102', '103', '509']);
});

test('each is one sentence or two, in one line of the page, and its source has an address', () => {
  const all = [
    ...Object.keys(STATUSES).map((code) => statusWords(Number(code))),
    ...Object.keys(HEADERS).map(headerWords),
  ];
  assert.ok(all.length > 100);
  for (const { sentence, source } of all) {
    assert.match(sentence, /^[A-Z‘“`].{10,110}\.$/);
    assert.match(source?.title ?? '', /^(RFC \d+ §[\d.]+|Fetch Standard|HTML Standard|W3C, [\w-]+|draft-ietf-[\w-]+)$/);
    assert.ok(URL.canParse(source?.url ?? ''), source?.url);
  }
  for (const name of Object.keys(HEADERS)) assert.equal(name, name.toLowerCase());
});

test('what no standard defines is said to be so', () => {
  assert.deepEqual(statusWords(429).source, {
    title: 'RFC 6585 §4',
    url: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
  });
  assert.match(statusWords(499).sentence, /a client treats it as 400/);
  assert.match(statusWords(799).sentence, /No standard/);
  assert.equal(headerWords('X-Request-Count').source, null);
  assert.equal(headerWords('ETag').source?.title, 'RFC 9110 §8.8.3');
});
