process.nextTick(() => {
  const missing = {};
  missing.method();
});
