// What two connections, A and B, send in turn, to a file with a rollback journal and to
// one with a write-ahead log. Stock is 10, and its version 1.
const read = 'SELECT count FROM stock';
const sell = 'UPDATE stock SET count = 9'; // from what was read: 10 - 1

// Both read, then both write.
export const deferred = [
  ['A', 'BEGIN'], ['B', 'BEGIN'],
  ['A', read], ['B', read],
  ['A', sell], ['B', sell],
  ['A', 'COMMIT'], ['B', sell],
  ['B', 'ROLLBACK'], ['A', 'COMMIT'],
];

// Whoever means to write says so first.
export const immediate = [
  ['A', 'BEGIN IMMEDIATE'], ['B', 'BEGIN IMMEDIATE'],
  ['A', read], ['A', sell], ['A', 'COMMIT'],
  ['B', 'BEGIN IMMEDIATE'], ['B', read],
  ['B', 'UPDATE stock SET count = 8'], ['B', 'COMMIT'],
  ['A', read],
];

// A report is open while somebody writes.
export const report = [
  ['A', 'BEGIN'], ['A', read],
  ['B', sell], ['B', read],
  ['A', read], ['A', 'COMMIT'],
  ['B', sell], ['A', read],
];

// A writer is at work. Does the other see it?
export const unfinished = [
  ['A', 'BEGIN IMMEDIATE'], ['A', sell],
  ['B', read], ['A', 'ROLLBACK'], ['B', read],
];

// No transactions: each statement is one.
export const lost = [
  ['A', read], ['B', read],
  ['A', sell], ['B', sell],
  ['A', read],
];

// The same, and what was read stands in the statement that writes.
const ifSame = 'UPDATE stock SET count = 9, version = 2 WHERE version = 1';
export const version = [
  ['A', 'SELECT count, version FROM stock'], ['B', 'SELECT count, version FROM stock'],
  ['A', ifSame], ['B', ifSame],
  ['B', 'SELECT count, version FROM stock'],
];
