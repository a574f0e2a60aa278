process.once('SIGUSR2', (name, number) => {
  console.log('got', name, number);
  clearInterval(alive);
});
const alive = setInterval(() => {}, 1000);
console.log(process.kill(process.pid, 0));
process.kill(process.pid, 'SIGUSR2');
try {
  process.kill(process.pid, 'SIGNONE');
} catch (error) {
  console.log(error.code, error.message);
}
try {
  process.kill(99999999, 0);
} catch (error) {
  console.log(error.code, error.syscall, error.message);
}
