import count, { increment, counter, counter as again, late } from './counter.mjs';
import * as all from './counter.mjs';
console.log(counter, again, count);
increment();
console.log(counter, again, all.counter, count, late);
try {
  all.counter = 5;
} catch (error) {
  console.log(error.name);
}
try {
  counter = 5;
} catch (error) {
  console.log(error.name, error.message);
}
console.log(all, Object.prototype.toString.call(all), Object.isSealed(all), 'counter' in all, delete all.nothing);
console.log(Object.getOwnPropertyDescriptor(all, 'counter'));
