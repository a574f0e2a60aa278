export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

// The attacker measures n answers for each of two names, and takes the name with the
// higher median for the account. In how many of 2,000 such attacks is that right?
// Each attack draws its n answers, with repetition, from those that were measured.
export function shareRight(account, nobody, n) {
  const draw = (times) =>
    Array.from({ length: n }, () => times[Math.floor(Math.random() * times.length)]);
  let right = 0;
  for (let attack = 0; attack < 2000; attack += 1) {
    const difference = median(draw(account)) - median(draw(nobody));
    right += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
  }
  return Math.round(right / 20);
}
