import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt);

// Lower than it should be, so that the page answers soon. In production: 17.
export const COST = 12;

function options(log2) {
  const N = 2 ** log2;
  return { N, r: 8, p: 1, maxmem: 2 * 128 * N * 8 };
}

// The stored text says how it was made, so that the cost can rise later.
export async function hash(password, log2 = COST) {
  const salt = randomBytes(16);
  const key = await derive(password.normalize('NFC'), salt, 32, options(log2));
  const text = [salt, key].map((bytes) => bytes.toString('base64')).join('$');
  return `$scrypt$ln=${log2},r=8,p=1$${text}`;
}

export async function verify(password, stored) {
  const [, , cost, salt, key] = stored.split('$');
  const expected = Buffer.from(key, 'base64');
  const log2 = Number(/^ln=(\d+),/.exec(cost)[1]);
  const bytes = Buffer.from(salt, 'base64');
  const actual = await derive(password.normalize('NFC'), bytes, 32, options(log2));
  return timingSafeEqual(actual, expected);
}

export const isOutdated = (stored) => !stored.startsWith(`$scrypt$ln=${COST},`);
