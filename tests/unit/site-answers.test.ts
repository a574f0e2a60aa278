/** Answers of cards are what the pages say, without what only works there. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answersOf } from '../../src/build/bank/answers.ts';
import { parseHtml } from '../../src/build/html.ts';

const PAGE = `<main>
<h2 id="one">One</h2>
<live-sandbox></live-sandbox>
<p>First <code class="whole" translate="no">a &lt; b</code>, <port-send data-x="1"><button type="button">send it</button></port-send>.</p>
<p>Second.</p>
<h2 id="none">None</h2>
<h3 id="two">Two &amp; more</h3>
<p>Third.</p>
<details class="question" id="why"><summary>Why?</summary><div class="question-answer">
<p>Because of <a class="x" href="/cors/#y">it</a>.</p>
<details class="follow-up"><summary>And?</summary><div class="question-answer"><p>So.</p></div></details>
</div></details>
</main>`;
const page = (slug: string) => {
  assert.equal(slug, 'cors');
  return parseHtml(PAGE);
};
const asked = (changes: object) => ({
  id: 'cors/why',
  kind: 'question' as const,
  next: ['And?'],
  explained: [],
  ...changes,
});

describe('an answer', () => {
  test('to a question is what its fold holds, what is asked next apart', () => {
    assert.deepEqual(answersOf([asked({})], page), {
      'cors/why': { answer: '<p>Because of <a href="/cors/#y">it</a>.</p>', next: ['<p>So.</p>'] },
    });
  });

  test('to a topic is how its sections begin, in text', () => {
    const topic = asked({
      id: 'A15',
      kind: 'topic',
      next: [],
      explained: [
        ['One', 'cors/#one'],
        ['None', 'cors/#none'],
        ['Two & more', 'cors/#two'],
        ['The chapter', 'cors/'],
      ],
    });
    assert.equal(
      answersOf([topic], page)['A15']?.answer,
      '<h3>One</h3><p>First <code>a &lt; b</code>, send it.</p><h3>Two &amp; more</h3><p>Third.</p>',
    );
  });

  test('that its page does not have stops the build', () => {
    assert.throws(() => answersOf([asked({ id: 'cors/gone' })], page), /the page of cors has no “gone”/);
    assert.throws(
      () => answersOf([asked({ next: [] })], page),
      /cors\/why asks 0 more questions, and its page shows 1/,
    );
  });
});
