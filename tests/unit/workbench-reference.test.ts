/** docs/workbench.md agrees with the code. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { REFERENCE, workbenchReference } from '../../scripts/docs/workbench-reference.ts';

const root = join(import.meta.dirname, '../..');
const made = workbenchReference(root);

test('the reference of the workbench is as new as its code', () => {
  assert.equal(
    readFileSync(join(root, REFERENCE), 'utf8'),
    made,
    `${REFERENCE} is stale: run “npm run reference” and commit it`,
  );
});

test('it has every element with its purpose, and what a pane reads of the stores', () => {
  const section = (heading: string) => made.split('\n### ').find((part) => part.startsWith(heading)) ?? '';
  const elements = [...made.matchAll(/^### `<([\w-]+)>`$/gm)].map((match) => match[1]);
  for (const tag of ['live-sandbox', 'port-send', 'engine-settings', 'sandbox-editor', 'sandbox-log'])
    assert.ok(elements.includes(tag), tag);
  for (const tag of elements) assert.match(section(`\`<${tag}>`), /^.*\n\n[A-Z`].{20,}\n\n- Code: /, tag);
  assert.match(section('`<sandbox-log>`'), /- Reads: `log`\n/);
  assert.match(section('`<sandbox-answer>`'), /- Reads: `exchange`\n/);
  assert.match(section('`<sandbox-requests>`'), /- Reads: `exchange`, `requests`, `run`\n/);
  assert.match(section('`FilesStore`'), /- `resetFile\(path\)`/);
});
