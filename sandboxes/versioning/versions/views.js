/** What a client of each version sees. A Map: nothing is found that was not put in. */
export const views = new Map([
  ['1', ({ id, full_name: name, phone }) => ({ id, name, phone })],
  ['2', ({ id, full_name, phone }) => ({ id, full_name, phone })],
]);
