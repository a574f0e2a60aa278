let times = 0;
process.on('exit', (code) => {
  times += 1;
  console.log('first', code, times);
  process.exit(12);
});
process.on('exit', () => console.log('never'));
process.exit(2);
