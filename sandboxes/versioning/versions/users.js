/** What is stored. No client sees it like this. */
const users = new Map([
  [1, {
    id: 1,
    full_name: 'Ada Lovelace',
    phone: '+44 20 7946 0001',
    password: '$scrypt$9f2c',
  }],
]);

export const userOf = (req) =>
  /^\d{1,9}$/.test(req.params.id) ? users.get(Number(req.params.id)) : undefined;
