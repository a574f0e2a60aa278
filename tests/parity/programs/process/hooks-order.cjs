process.on('beforeExit', () => console.log('beforeExit'));
process.on('exit', () => console.log('exit'));
const timer = setTimeout(() => console.log('never: unrefed'), 1000);
timer.unref();
console.log(timer.hasRef(), process.listenerCount('exit'), process.eventNames().includes('exit'));
setImmediate(() => console.log('immediate')).unref();
setImmediate(() => console.log('immediate 2'));
