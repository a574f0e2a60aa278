/** The smallest factor of n; n itself if it is prime. */
export function smallestFactor(n) {
  if (n % 2 === 0) return 2;
  for (let divisor = 3; divisor * divisor <= n; divisor += 2) {
    if (n % divisor === 0) return divisor;
  }
  return n;
}
