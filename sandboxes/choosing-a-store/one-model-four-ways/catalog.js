// The same catalog at each start: 200 products, 2,400 reviews, 300 customers who
// follow each other. All of it comes from counting, so that everybody's is the same.

export const categories = [
  'Tents', 'Stoves', 'Boots', 'Lamps', 'Packs', 'Ropes', 'Maps', 'Mugs',
];
const tags = [
  'light', 'winter', 'wool', 'steel', 'repairable', 'compact', 'vegan', 'loud',
];
const phrases = [
  'Kept its promise for a whole summer.',
  'Lighter than the last one, and I miss the last one.',
  'Arrived late, works well.',
  'My sister has one too and likes hers better.',
];

/** What only this kind of product has: other fields in each category. */
const details = (n, category) => ({
  Tents: { persons: 1 + n % 5, kilograms: 2 + n % 3 },
  Stoves: { fuel: n % 3 ? 'gas' : 'wood', watts: 1500 + n },
  Boots: { sizes: [38 + n % 3, 40, 43] },
})[category] ?? { color: n % 2 ? 'green' : 'gray' };

const reviews = (product) => Array.from({ length: product * 7 % 25 }, (_, n) => ({
  id: product * 100 + n,
  customer: 1 + (product * 13 + n * 29) % 300,
  rating: Math.min(5, 1 + (product + n * 3) % 5 + product % 8 % 3),
  text: phrases[(product + n) % phrases.length],
}));

export const products = Array.from({ length: 200 }, (_, index) => {
  const id = index + 1;
  const category = categories[id % 8];
  return {
    id,
    name: `Model ${id}`,
    price: 900 + id * 37 % 9000, // cents
    category,
    details: details(id, category),
    tags: [...new Set([tags[id % 3], tags[3 + id % 5], tags[id % 8]])].sort(),
    reviews: reviews(id),
  };
});

// Customer 1 follows everybody, every tenth follows customer 1, and each four others.
export const customers = Array.from({ length: 300 }, (_, index) => {
  const id = index + 1;
  const others = id === 1
    ? Array.from({ length: 299 }, (_, n) => n + 2)
    : [1, 3, 9, 27].map((step) => 1 + (id * 2 + step * 11) % 300);
  const follows = new Set(others.filter((other) => other !== id && other !== 1));
  if (id % 10 === 0) follows.add(1);
  return { id, name: `Customer ${id}`, follows: [...follows].sort((a, b) => a - b) };
});
