// node: --test-reporter=tap
// An ordinary test file: supertest under node:test.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import express from 'express';
import request from 'supertest';

const app = express();
app.use(express.json());
app.get('/user', (_, response) => response.status(200).json({ name: 'ann' }));
app.post('/echo', (incoming, response) => response.status(201).set('x-echo', 'yes').json(incoming.body));
app.get('/cookie', (incoming, response) => response.cookie('seen', '1').send(incoming.headers.cookie ?? 'none'));
app.get('/boom', () => {
  throw new Error('boom');
});

describe('the API', () => {
  let agent;
  before(() => {
    agent = request.agent(app);
  });
  it('answers with JSON', async () => {
    const response = await request(app).get('/user').expect('Content-Type', /json/).expect(200, { name: 'ann' });
    assert.equal(response.body.name, 'ann');
  });
  it('takes JSON', () => request(app).post('/echo').send({ a: [1, 2] }).expect('x-echo', 'yes').expect(201, { a: [1, 2] }));
  it('keeps cookies', async () => {
    await agent.get('/cookie').expect(200, 'none');
    await agent.get('/cookie').expect(200, 'seen=1');
  });
  it('calls back', (_, done) => {
    request(app).get('/none').expect(404, done);
  });
  it('says what was expected', async () => {
    await assert.rejects(request(app).get('/user').expect(500).then(), /expected 500 "Internal Server Error", got 200 "OK"/);
  });
});
