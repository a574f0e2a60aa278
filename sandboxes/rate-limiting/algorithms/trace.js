// Change these and run again.

export const policy = { limit: 10, windowMs: 60_000 };

// [time, how many requests arrive at that instant]
export const trace = [
  ['0:59', 10],
  ['1:01', 10],
  ['1:30', 10],
  ['1:58', 10],
  ['2:01', 10],
  ['5:00', 10],
];
