/**
 * Arithmetic for RSA and primes on BigInt. Its time depends on the numbers: it does not guard against side channels.
 */
import { bytesToBigInt } from './der.ts';
import { randomBytes } from './support.ts';

/** base ^ exponent mod modulus, four bits of the exponent at a time. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 1n) return 0n;
  const reduced = base % modulus;
  const powers = [1n];
  for (let index = 1; index < 16; index++) powers.push((powers[index - 1]! * reduced) % modulus);
  let result = 1n;
  for (const digit of exponent.toString(16)) {
    for (let square = 0; square < 4; square++) result = (result * result) % modulus;
    const value = Number.parseInt(digit, 16);
    if (value !== 0) result = (result * powers[value]!) % modulus;
  }
  return result;
}

export function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** The inverse of a modulo m; undefined when they have a common divisor. */
export function modInverse(a: bigint, m: bigint): bigint | undefined {
  let [r, nextR, t, nextT] = [m, ((a % m) + m) % m, 0n, 1n];
  while (nextR !== 0n) {
    const quotient = r / nextR;
    [r, nextR] = [nextR, r - quotient * nextR];
    [t, nextT] = [nextT, t - quotient * nextT];
  }
  if (r !== 1n) return undefined;
  return t < 0n ? t + m : t;
}

export const bitLength = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length);

/** A random number of at most `bits` bits. */
export function randomBits(bits: number): bigint {
  return bytesToBigInt(randomBytes(Math.ceil(bits / 8))) & ((1n << BigInt(bits)) - 1n);
}

const smallPrimes: number[] = [];
for (let candidate = 2; candidate < 2000; candidate++) {
  if (smallPrimes.every((prime) => candidate % prime !== 0)) smallPrimes.push(candidate);
}

function hasSmallFactor(value: bigint): boolean {
  // One reduction of the large number for several small primes at once.
  for (let index = 0; index < smallPrimes.length; index += 4) {
    const group = smallPrimes.slice(index, index + 4);
    const rest = Number(value % BigInt(group.reduce((product, prime) => product * prime, 1)));
    if (group.some((prime) => rest % prime === 0 && value !== BigInt(prime))) return true;
  }
  return false;
}

/** One round of Miller and Rabin's test: false means composite. */
function passesRound(value: bigint, base: bigint, odd: bigint, twos: number): boolean {
  let power = modPow(base, odd, value);
  if (power === 1n || power === value - 1n) return true;
  for (let index = 1; index < twos; index++) {
    power = (power * power) % value;
    if (power === value - 1n) return true;
  }
  return false;
}

/** Whether the number is prime, wrong for a composite with a probability of at most 4^-rounds. */
export function isProbablePrime(value: bigint, rounds = 24): boolean {
  if (value < 2n) return false;
  if (hasSmallFactor(value)) return false;
  if (value < 2000n * 2000n) return true;
  let odd = value - 1n;
  let twos = 0;
  while ((odd & 1n) === 0n) {
    odd >>= 1n;
    twos++;
  }
  // 2 finds nearly every composite, random bases make it sure.
  if (!passesRound(value, 2n, odd, twos)) return false;
  const bits = bitLength(value);
  for (let round = 0; round < rounds; round++) {
    const base = 2n + (randomBits(bits + 64) % (value - 3n));
    if (!passesRound(value, base, odd, twos)) return false;
  }
  return true;
}

/** Rounds that make an error less likely than 2^-80 for random candidates (FIPS 186-4 table C.3). */
const roundsFor = (bits: number): number => (bits >= 1024 ? 5 : bits >= 512 ? 8 : 24);

/**
 * A random prime of exactly that many bits, the two highest set so that products have full length.
 * A generator: yields between candidates.
 * add, rem: the prime is rem modulo add. safe: half of (prime - 1) is prime, too.
 */
export function* findPrime(
  bits: number,
  { add, rem, safe = false }: { add?: bigint; rem?: bigint; safe?: boolean } = {},
): Generator<undefined, bigint> {
  const top = bits > 2 ? 3n << BigInt(bits - 2) : 1n << BigInt(bits - 1);
  const rounds = roundsFor(bits);
  for (;;) {
    let candidate = randomBits(bits) | top;
    if (add !== undefined) {
      candidate += (rem ?? (safe ? 3n : 1n)) - (candidate % add);
      if (bitLength(candidate) !== bits) continue;
    } else if (bits > 2) {
      candidate |= safe ? 3n : 1n;
    }
    if (hasSmallFactor(candidate)) continue;
    if (safe && bits > 4 && hasSmallFactor(candidate >> 1n)) continue;
    yield;
    if (!isProbablePrime(candidate, rounds)) continue;
    if (safe && !isProbablePrime(candidate >> 1n, rounds)) continue;
    return candidate;
  }
}
