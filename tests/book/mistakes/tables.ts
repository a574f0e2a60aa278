import type { Mistake } from '../../support/mistake.ts';

const asked = 'the tables themselves refuse what is wrong, whoever writes';
const whole = 'after all of this no row breaks a rule';

export const mistakes: readonly Mistake[] = [
  {
    what: 'foreign keys are declared and not enforced',
    file: 'database.js',
    replace: ["':memory:'", "':memory:', { enableForeignKeyConstraints: false }"],
    fails: [
      'an order is of a customer and a product that exist: else 422',
      'what has orders is not deleted: 409, and it is still there',
      'the connection enforces foreign keys',
      asked,
      whole,
    ],
  },
  {
    what: 'a table without STRICT, whose CHECK holds of words',
    file: 'database.js',
    replace: ['CHECK (price >= 0) -- in cents\n  ) STRICT', 'CHECK (price >= 0)\n  )'],
    fails: ['a price is a whole number of cents, not below 0: else 422', asked, whole],
  },
  {
    what: 'a foreign key that may be NULL',
    file: 'database.js',
    replace: ['customer_id INTEGER NOT NULL', 'customer_id INTEGER'],
    fails: ['an order is of a customer and a product that exist: else 422', asked, whole],
  },
  {
    what: 'the orders go with their customer',
    file: 'database.js',
    replace: ['REFERENCES customers (id)', 'REFERENCES customers (id) ON DELETE CASCADE'],
    fails: ['what has orders is not deleted: 409, and it is still there'],
  },
  {
    what: 'every failed foreign key is a conflict',
    file: 'refusals.js',
    replace: ["method === 'DELETE' ? 409 : 422", '409'],
    fails: ['an order is of a customer and a product that exist: else 422'],
  },
  {
    what: 'nobody has said that an address is unique',
    file: 'database.js',
    replace: ['TEXT NOT NULL UNIQUE', 'TEXT NOT NULL'],
    fails: ['an address has one account: a second one is 409', asked, whole],
  },
  {
    what: 'every refusal is a 409',
    file: 'refusals.js',
    replace: ['DATATYPE].includes(errcode)) return 422', 'DATATYPE].includes(errcode)) return 409'],
    fails: [
      'a customer has a name and an address, a product a name: else 422',
      'a price is a whole number of cents, not below 0: else 422',
      'an order is of one lamp or more: else 422',
      'an order is of a customer and a product that exist: else 422',
    ],
  },
  {
    what: 'a name may be empty: NOT NULL takes it',
    file: 'database.js',
    replace: ["name  TEXT NOT NULL CHECK (trim(name) <> '')", 'name  TEXT NOT NULL'],
    fails: ['a customer has a name and an address, a product a name: else 422', asked, whole],
  },
  {
    what: 'nothing may be free',
    file: 'database.js',
    replace: ['price >= 0', 'price > 0'],
    fails: ['good rows are taken: customers, orders, products, also for 0'],
  },
  {
    what: 'an order of no lamps',
    file: 'database.js',
    replace: ['quantity > 0', 'quantity >= 0'],
    fails: ['an order is of one lamp or more: else 422', asked, whole],
  },
  {
    what: 'SET NULL for a column that may not be NULL',
    file: 'database.js',
    replace: ['REFERENCES customers (id)', 'REFERENCES customers (id) ON DELETE SET NULL'],
    fails: ['what has orders is not deleted: 409, and it is still there'],
  },
  {
    what: 'whatever fails is the fault of the client',
    file: 'refusals.js',
    replace: ['if (status === undefined) return next(error);\n  res.status(status)', 'res.status(status ?? 422)'],
    fails: ['what is no refused row stays as it was: broken JSON is 400'],
  },
];
