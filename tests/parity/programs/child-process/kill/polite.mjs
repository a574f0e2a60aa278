process.on('SIGUSR2', (name, number) => process.send([name, number]));
process.on('SIGTERM', () => {
  process.exitCode = 9;
  process.disconnect();
  clearInterval(interval);
});
const interval = setInterval(() => {}, 1000);
process.send('ready');
