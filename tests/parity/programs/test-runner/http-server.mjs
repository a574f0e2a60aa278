import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';

describe('a server', () => {
  let server;
  let base;
  before(async () => {
    server = createServer((request, response) => {
      response.writeHead(request.url === '/missing' ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ method: request.method, url: request.url }));
    });
    await new Promise((resolve) => server.listen(0, resolve));
    base = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  it('answers', async () => {
    const response = await fetch(`${base}/a`);
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { method: 'GET', url: '/a' });
  });
  it('says what is missing', async () => {
    const response = await fetch(`${base}/missing`, { method: 'DELETE' });
    assert.equal(response.status, 404);
    assert.deepEqual(await response.json(), { method: 'DELETE', url: '/missing' });
  });
});
