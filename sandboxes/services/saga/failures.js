// Everything that we make fail: a name, the ways that can have it, and how it is made.
const calls = ['plain', 'saga'];
const all = ['one', ...calls];
const ada = { customer: 'ada', item: 'lamp' };

export const failures = [
  { name: 'nothing fails', ways: all, order: ada },
  { name: 'sold out', ways: all, order: { ...ada, item: 'ship' } },
  { name: 'card declined', ways: all, order: { ...ada, customer: 'grace' } },
  { name: 'withdrawn at the end', ways: all, order: ada, withdrawn: 'charge' },
  ...['begun', 'reserve', 'charge', 'confirm'].map((killed) => (
    { name: `killed after ${killed}`, ways: all, order: ada, killed })),
  ...['reserve', 'charge'].flatMap((step) => (
    ['busy', 'lost', 'silent', 'late'].map((kind) => ({
      name: `${step} ${kind}`, ways: calls, order: ada,
      trouble: { step, method: 'PUT', kind },
    })))),
  ...['charge', 'reserve'].flatMap((step) => [
    {
      name: `undo ${step} silent`, ways: ['saga'], order: ada, withdrawn: 'charge',
      trouble: { step, method: 'DELETE', kind: 'silent' },
    },
    {
      name: `killed after undo ${step}`, ways: ['saga'], order: ada,
      withdrawn: 'charge', killed: `undo ${step}`,
    },
  ]),
];
