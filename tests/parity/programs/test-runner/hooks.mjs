import { after, afterEach, before, beforeEach, describe, it, test } from 'node:test';

const log = (...words) => console.log('#', ...words);

before(() => log('before all'));
after(() => log('after all'));
beforeEach((t) => log('before each', t.name));
afterEach((t) => log('after each', t.name));

test('one', () => log('one runs'));

describe('suite', () => {
  before(() => log('suite before'));
  after(async () => {
    await null;
    log('suite after');
  });
  beforeEach(() => log('suite before each'));
  afterEach(() => log('suite after each'));
  it('two', () => log('two runs'));
  it('three', { skip: true }, () => log('never'));
  describe('inner', () => {
    beforeEach(() => log('inner before each'));
    it('four', () => log('four runs'));
  });
});

test('own hooks', async (t) => {
  t.before(() => log('t.before'));
  t.after(() => log('t.after'));
  t.beforeEach(() => log('t.beforeEach'));
  t.afterEach(() => log('t.afterEach'));
  await t.test('inside', () => log('inside runs'));
});

describe('a hook fails', () => {
  beforeEach(() => {
    throw 'hook';
  });
  it('cannot run', () => log('never'));
});

describe('before fails', () => {
  before(() => Promise.reject(new Error('no ground')));
  it('cannot run either', () => log('never'));
});
