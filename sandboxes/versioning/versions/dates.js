// Versions by date. The code knows only the newest form; each change says how to get
// from there to what was before it.
const changes = [
  {
    date: '2026-01-10',
    down: ({ full_name: name, ...rest }) => ({ ...rest, name }),
  },
  {
    date: '2025-09-01',
    down: ({ phone, ...rest }) => ({ ...rest, phones: [phone] }),
  },
];
export const dates = [...changes.map(({ date }) => date), '2025-03-01'];

/** @returns the user as it was in the version of this date */
export const asOf = (date, { id, full_name, phone }) =>
  changes
    .filter((change) => change.date > date)
    .reduce((form, { down }) => down(form), { id, full_name, phone });

// A new key is pinned to the newest date, and stays there until its owner moves it.
const pins = new Map([
  ['Bearer shop_test_ada', '2025-03-01'],
  ['Bearer shop_test_bob', '2026-01-10'],
]);

/** The date that the request names, or that its key is pinned to. */
export const dateOf = (req) =>
  req.get('Shop-Version') ?? pins.get(req.get('Authorization'));
