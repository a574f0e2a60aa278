function leave() {
  try {
    throw new Error('lost');
  } finally {
    console.log('finally');
    process.exit(4);
  }
}
process.on('exit', (code) => {
  console.log('exit', code);
  process.exitCode = 9;
});
setTimeout(() => console.log('never'), 0);
try {
  leave();
} catch {
  console.log('never');
}
console.log('never');
