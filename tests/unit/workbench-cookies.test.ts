/** Cookies are kept as RFC 6265 section 5 says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CookieJar } from '../../src/workbench/stores/cookie-jar.ts';

const NOW = Date.parse('2026-01-15T09:00:00Z');

function jar(...cookies: readonly (readonly [path: string, header: string])[]): CookieJar {
  const filled = new CookieJar();
  for (const [path, header] of cookies) filled.take([['set-cookie', header]], path, NOW);
  return filled;
}

test('name and value as they came; the newest of one name and path holds, in its old place', () => {
  const kept = jar(['/', 'a=1'], ['/', 'b = x=y ; HttpOnly; Secure'], ['/', 'a=2'], ['/', 'broken'], ['/', '=3']);
  assert.equal(kept.header('/', NOW), 'a=2; b=x=y');
});

test('paths: those of the request up to its last slash unless one is named; the longest first', () => {
  const kept = jar(
    ['/shop/cart?x', 'a=1'],
    ['/', 'b=2; Path=/shop/cart'],
    ['/', 'c=3; path=none'],
    ['/x', 'd=4; Path=/'],
  );
  assert.equal(kept.header('/shop/cart/1', NOW), 'b=2; a=1; c=3; d=4');
  assert.equal(kept.header('/shop/cart?a=b', NOW), 'b=2; a=1; c=3; d=4');
  assert.equal(kept.header('/shop/carts', NOW), 'a=1; c=3; d=4');
  assert.equal(kept.header('/shopping', NOW), 'c=3; d=4');
});

test('they end with Max-Age, which counts more than Expires, on the clock that is asked', () => {
  const past = 'Expires=Wed, 14 Jan 2026 09:00:00 GMT';
  const kept = jar(['/', `a=1; Max-Age=60; ${past}`], ['/', `b=2; ${past}`], ['/', 'c=3; Max-Age=soon'], ['/', 'd=4']);
  kept.take([['Set-Cookie', 'd=; Max-Age=0']], '/', NOW);
  assert.equal(kept.header('/', NOW), 'a=1; c=3');
  assert.equal(kept.header('/', NOW + 60_000), 'c=3');
  kept.clear();
  assert.equal(kept.header('/', NOW), null);
});

test('cookies of another host are not taken', () => {
  assert.equal(jar(['/', 'a=1; Domain=example.com'], ['/', 'b=2; Domain=localhost']).header('/', NOW), 'b=2');
});
