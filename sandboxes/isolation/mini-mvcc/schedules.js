// What two transactions, A and B, do in turn. Change a line, or the order, and run.
// "if 2": only if this transaction's last answer was 2. "lock" is SELECT … FOR UPDATE.
const lines = (text) => text.trim().split('\n').map((line) => line.trim());
const howMany = (rows, value) =>
  Object.values(rows).filter((other) => other === value).length;

export const anomalies = {
  'dirty read': {
    rows: { ada: 500 },
    steps: lines(`
      B add ada 500
      A read ada
      B rollback
      A commit`),
    happened: ({ A }) => A[0] === 1000, // an amount that never was
  },
  'non-repeatable read': {
    rows: { ada: 500 },
    steps: lines(`
      A read ada
      B add ada 500
      B commit
      A read ada
      A commit`),
    happened: ({ A }) => A[0] !== A[1],
  },
  phantom: {
    rows: { order1: 'pending', order2: 'pending', order3: 'paid' },
    steps: lines(`
      A count pending
      B write order4 pending
      B commit
      A count pending
      A commit`),
    happened: ({ A }) => A[0] !== A[1],
  },
  'read skew': {
    rows: { ada: 500, bob: 500 },
    steps: lines(`
      A read ada
      B add ada -100
      B add bob 100
      B commit
      A read bob
      A commit`),
    happened: ({ A }) => A[0] + A[1] !== 1000,
  },
  'lost update': {
    rows: { stock: 10 },
    steps: lines(`
      A read stock
      B read stock
      A write stock 9
      B write stock 9
      A commit
      B commit`),
    happened: ({ done, rows }) => done === 2 && rows.stock === 9,
  },
  'write skew': {
    rows: { alice: 'on-call', bob: 'on-call' },
    steps: lines(`
      A count on-call
      B count on-call
      A write alice home if 2
      B write bob home if 2
      A commit
      B commit`),
    happened: ({ rows }) => howMany(rows, 'on-call') === 0,
  },
};

export const others = {
  'one statement': {
    rows: { stock: 10 },
    steps: lines(`
      A add stock -1
      B add stock -1
      A commit
      B commit`),
    happened: ({ done, rows }) => done === 2 && rows.stock === 9,
  },
  'locked rows': {
    rows: { alice: 'on-call', bob: 'on-call' },
    steps: lines(`
      A lock alice
      B lock alice
      A lock bob
      A count on-call
      A write alice home if 2
      A commit
      B lock bob
      B count on-call
      B write bob home if 2
      B commit`),
    happened: anomalies['write skew'].happened,
  },
  'shift row': {
    rows: { alice: 'on-call', bob: 'on-call', shift: 2 },
    steps: lines(`
      A add shift -1
      B add shift -1
      A write alice home if 1
      A commit
      B write bob home if 1
      B rollback if 0
      B commit if 1`),
    happened: anomalies['write skew'].happened,
  },
  deadlock: {
    rows: { ada: 500, bob: 500 },
    steps: lines(`
      A add ada -100
      B add bob -100
      A add bob 100
      B add ada 100
      A commit
      B commit`),
    happened: ({ done }) => done < 2,
  },
};
