let runs = 0;
const timer = setTimeout(() => {
  runs += 1;
  console.log('run', runs);
  if (runs < 3) timer.refresh();
}, 2);
console.log(timer.refresh() === timer, timer.ref() === timer, timer.unref() === timer, timer.hasRef());
timer.ref();
console.log(timer.hasRef(), typeof timer[Symbol.toPrimitive](), typeof timer[Symbol.dispose], timer.constructor.name);
