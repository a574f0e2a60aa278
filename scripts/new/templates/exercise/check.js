import assert from 'node:assert/strict';
import { test } from 'node:test';

const write = (text) =>
  fetch('http://localhost:3000/notes', {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ text }),
  });

test('a note with a text is taken', async () => {
  const response = await write('Buy milk');
  assert.equal(response.status, 201);
  assert.equal((await response.json()).text, 'Buy milk');
});

test('a note without a text is refused', async () => {
  assert.equal((await write(' ')).status, 422);
});

test('a text of more than 200 characters is refused', async () => {
  assert.equal((await write('x'.repeat(201))).status, 422);
});
