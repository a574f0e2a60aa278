/** The file for Anki: its headers, its escaping, its links, read back as Anki's manual says that it is read. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ankiText } from '../../src/workbench/cards/anki.ts';
import type { Answers, Bank, BankEntry } from '../../src/workbench/cards/bank.ts';

const entry: BankEntry = {
  id: 'cors/why',
  kind: 'question',
  ask: 'Is <code>"*"</code> enough?',
  next: ['And with a cookie?'],
  chapter: 'cors',
  topics: ['A15', 'C35'],
  explained: [['Saying yes & no', 'cors/#saying-yes']],
  sandbox: ['Two origins', 'sandboxes/cors/two-origins/'],
};
const bank: Bank = {
  parts: [{ number: 2, numeral: 'II', title: 'HTTP with Express' }],
  chapters: [{ slug: 'cors', number: 7, title: 'CORS', part: 2 }],
  entries: [entry],
  topics: {},
};
const ROOT = 'https://example.com/book/';

/** Reads the records of a text by Anki's rules: comments, quotation marks, tabs. */
function recordsOf(text: string): string[][] {
  const body = text.replace(/^(?:#.*\n)*/, '');
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain, end] of body.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n"]*))(\t|\n)/g)) {
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== '\n') continue;
    records.push(record);
    record = [];
  }
  return records;
}

describe('the file for Anki', () => {
  const answers: Answers = {
    'cors/why': { answer: '<p>No, see <a href="/book/headers/">headers</a>.</p>', next: ['<p>Less so.</p>'] },
  };

  test('begins with the headers of its manual', () => {
    assert.deepEqual(ankiText(bank, answers, [entry], ROOT).split('\n').slice(0, 6), [
      '#separator:tab',
      '#html:true',
      '#notetype:Basic',
      '#columns:Front\tBack\tDeck\tTags',
      '#deck column:3',
      '#tags column:4',
    ]);
  });

  test('has a note a line: the question, the answer with what is asked next and whole addresses, deck, tags', () => {
    assert.deepEqual(recordsOf(ankiText(bank, answers, [entry], ROOT)), [
      [
        'Is <code>"*"</code> enough?',
        '<p>No, see <a href="https://example.com/book/headers/">headers</a>.</p><p><b>Asked next:</b> And with a cookie?</p><p>Less so.</p><p>Explained in <a href="https://example.com/book/cors/#saying-yes">Saying yes &amp; no</a> · Shown by <a href="https://example.com/book/sandboxes/cors/two-origins/">Two origins</a></p>',
        'Port 3000::II HTTP with Express',
        'port3000::part-2 port3000::cors port3000::question port3000::A15 port3000::C35',
      ],
    ]);
  });

  test('gives back whatever stands in a question or an answer: tabs, lines, quotation marks, a sharp at the start', () => {
    const text = fc.string({ unit: fc.constantFrom('#', '"', '\t', '\n', 'a', '<', '&', 'é', ' ') });
    fc.assert(
      fc.property(text, text, (ask, answer) => {
        const [record, ...more] = recordsOf(
          ankiText(bank, { 'cors/why': { answer, next: [] } }, [{ ...entry, ask, next: [] }], ROOT),
        );
        assert.equal(more.length, 0);
        assert.equal(record?.length, 4);
        assert.equal(record[0], ask);
        assert.ok(record[1]!.startsWith(answer));
      }),
    );
  });
});
