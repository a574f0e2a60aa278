const a = setTimeout(() => {
  console.log('a');
  clearTimeout(b);
  clearTimeout(a);
  setTimeout(() => console.log('new one'), 200);
}, 1);
const b = setTimeout(() => console.log('never'), 1);
const c = setImmediate(() => {
  console.log('c');
  clearImmediate(d);
});
const d = setImmediate(() => console.log('never'));
const start = Date.now();
while (Date.now() - start < 5);
