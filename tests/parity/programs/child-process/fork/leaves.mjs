process.send('leaving', () => {
  process.on('message', () => {});
  process.disconnect();
});
