process.exitCode = 5;
process.on('exit', (code) => console.log('exit', code));
try {
  process.exitCode = 'six';
} catch (error) {
  console.log(error.code, error.message);
}
try {
  process.exitCode = 1.5;
} catch (error) {
  console.log(error.code, error.message);
}
process.exitCode = '7';
console.log(process.exitCode);
