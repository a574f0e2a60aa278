/** One in twenty is from a region that nobody has planned for. */
const regions = [
  ...Array(10).fill('eu'), ...Array(6).fill('us'), ...Array(3).fill('asia'), 'br',
];
const START = Date.UTC(2025, 11, 1);
const HOUR = 3_600_000;

/** The nth customer. Ids grow as people sign up, three in each hour. */
export const customer = (n) => ({
  id: `c${String(n).padStart(4, '0')}`,
  name: `customer ${n}`,
  region: regions[(n * 7) % 20],
  joined: new Date(START + Math.floor(n / 3) * HOUR).toISOString(),
});

export const BIG = customer(1).id; // half of all requests can be for this one
export const customers = Array.from({ length: 400 }, (_, n) => customer(n + 1));
