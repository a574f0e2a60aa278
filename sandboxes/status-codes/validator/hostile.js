const ada = { name: 'Ada', email: 'ada@example.com' };
const nested = (depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const person = (member) => JSON.stringify({ ...ada, ...member });

/** What it is, the body, and its type where that is not JSON. */
export const bodies = [
  ['a good one', person({ age: 36 })],
  ['nothing', undefined],
  ['text', 'name=Ada', 'text/plain'],
  ['a form', 'name=Ada', 'application/x-www-form-urlencoded'],
  ['JSON cut off', '{ "name": "Ada'],
  ['an unknown charset', person(), 'application/json; charset=klingon'],
  ['null', 'null'],
  ['a string', '"Ada"'],
  ['an array', JSON.stringify([ada])],
  ['an empty object', '{}'],
  ['name is a number', person({ name: 7 })],
  ['name is an array', person({ name: ['Ada'] })],
  ['name is spaces', person({ name: '   ' })],
  ['name is null', person({ name: null })],
  ['half a surrogate pair', '{ "name": "\\ud83d", "email": "ada@example.com" }'],
  ['email is a query', person({ email: { $gt: '' } })],
  ['age is "36"', person({ age: '36' })],
  ['age is 1e999', '{ "name": "Ada", "email": "ada@example.com", "age": 1e999 }'],
  ['role is admin', person({ role: 'admin' })],
  ['__proto__', '{ "__proto__": { "name": "Ada", "email": "ada@example.com" } }'],
  ['4,000 brackets', nested(4000)],
  ['a name of 9,000', person({ name: 'x'.repeat(9000) })],
  ['20 kB', person({ name: 'x'.repeat(20_000) })],
];

/** Handler: sends every body to every validator, and shows what was answered. */
export const hostile = (base) => async (req, res) => {
  const ways = ['naive', 'by-hand', 'by-schema'];
  const lines = [['', ...ways]];
  for (const [what, body, type = 'application/json'] of bodies) {
    const line = [what];
    for (const way of ways) {
      const headers = body === undefined ? {} : { 'Content-Type': type };
      const url = `${base}/check/${way}`;
      const response = await fetch(url, { method: 'POST', headers, body });
      await response.arrayBuffer();
      line.push(String(response.status));
    }
    lines.push(line);
  }
  const text = lines.map(([what, ...rest]) =>
    what.padEnd(22) + rest.map((cell) => cell.padStart(11)).join(''));
  res.type('text/plain').send(`${text.join('\n')}\n`);
};
