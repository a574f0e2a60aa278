/** Two answers are compared line by line, head and body; a page is framed behind a policy. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Received } from '../../src/workbench/stores/received.ts';

// Elements are defined when their modules are loaded; Node has none.
const elements = globalThis as { HTMLElement?: unknown; customElements?: unknown };
elements.HTMLElement ??= class {};
elements.customElements ??= { define() {}, get() {} };
const { compareTexts, linesOf } = await import('../../src/workbench/panes/answer/compare.ts');
const { framed } = await import('../../src/workbench/panes/answer/page-frame.ts');

function answer(status: number, headers: readonly (readonly [string, string])[], body: string): Received {
  const wire = { sent: new Uint8Array(), received: new Uint8Array() };
  const received = new Received({ status, statusText: 'X', headers }, wire, 1);
  received.add(new TextEncoder().encode(body), 1);
  return received;
}

test('what differs is told line by line, the same lines in between', () => {
  const json = [['Content-Type', 'application/json']] as const;
  const one = linesOf(answer(200, [...json, ['X-Left', '2']], '{"a":1,"b":[1,2]}'));
  const other = linesOf(answer(200, [...json, ['X-Left', '1']], '{"a":1,"b":[1,3]}'));
  const parts = compareTexts(one.text, other.text)!;
  assert.deepEqual(
    parts.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => [kind, text]),
    [
      ['before', 'X-Left: 2\n'],
      ['after', 'X-Left: 1\n'],
      ['before', '    2\n'],
      ['after', '    3\n'],
    ],
  );
  const side = (kind: string) =>
    parts.filter((part) => part.kind === 'same' || part.kind === kind).map(({ text }) => text);
  assert.equal(side('before').join(''), one.text);
  assert.equal(side('after').join(''), other.text);
});

test('of a large answer so much is compared, and the rest is counted', () => {
  const { text, rest } = linesOf(answer(200, [['Content-Type', 'text/plain']], 'x\n'.repeat(300_000)));
  assert.ok(text.length < 60_000);
  assert.equal(rest, 600_000 - 2000);
});

test('the policy comes before whatever the page begins with', () => {
  const page = framed('<!-- --><script>alert(1)</script>');
  assert.match(page, /^<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none';/);
  assert.ok(page.indexOf('Content-Security-Policy') < page.indexOf('<script>'));
});
