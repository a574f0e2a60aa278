function inner(value) {
  throw new TypeError(`bad value ${value}`);
}
function outer() {
  inner(42);
}
process.on('exit', (code) => console.log('exit', code));
console.log('before');
outer();
console.log('never');
