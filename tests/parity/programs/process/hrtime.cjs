// The monotonic clock: forms, units, and that two readings differ by what has passed.
const first = process.hrtime.bigint();
const second = process.hrtime.bigint();
console.log(typeof first, second >= first, second - first < 1_000_000_000n);
const [seconds, nanoseconds] = process.hrtime();
console.log(Number.isInteger(seconds), nanoseconds >= 0 && nanoseconds < 1e9);
const diff = process.hrtime(process.hrtime());
console.log(diff.length, diff[0] === 0);
const start = process.hrtime.bigint();
const [clock, wall] = [performance.now(), Date.now()];
while (performance.now() - clock < 20);
const passed = Number(process.hrtime.bigint() - start) / 1e6;
console.log(passed >= 19.9, Date.now() - wall >= 19);
for (const bad of [5, [1], [1, 2, 3], 'x']) {
  try {
    process.hrtime(bad);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
