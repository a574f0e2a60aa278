// What is compared. Change the values, or how many there are, and run again; names and
// types are in shop.proto.
export const order = {
  id: 150,
  customer: 'Ada',
  lines: [{ sku: 'L1', quantity: 2 }],
};

export const readings = Array.from({ length: 500 }, (_, n) => ({
  sensor: (n * 7) % 40,
  at: 1768467600 + n * 3,
  tenths: ((n * 37) % 300) - 50,
}));

const words = `the a this my lamp shade switch cable box light evening room desk color
  is was looks came works broke fits again still not very too warm bright small late
  and but because with without after two weeks days thank you great never would buy`
  .split(/\s+/);
const authors = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald'];

let seed = 14;
function upTo(limit) {
  seed = (seed * 48271) % 2147483647; // Park and Miller, 1988: the same text each run
  return seed % limit;
}

export const comments = Array.from({ length: 50 }, (_, n) => ({
  id: n + 1,
  author: authors[n % authors.length],
  text: Array.from({ length: 30 + upTo(20) }, () => words[upTo(words.length)])
    .join(' '),
}));
