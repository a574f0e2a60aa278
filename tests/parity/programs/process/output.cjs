process.stdout.write('one ', () => console.log('written'));
process.stdout.write(Buffer.from('two\n'));
process.stderr.write('error text\n');
console.error('%s has %d', 'error', 2, { more: true });
console.log(process.stdout.write('three\n'));
process.stdout.write(new Uint8Array([226, 130]));
process.stdout.write(new Uint8Array([172, 10]));
try {
  process.stdout.write(12);
} catch (error) {
  console.log(error.code, error.message);
}
try {
  process.stdout.end();
} catch (error) {
  console.log(error.code, error.message);
}
