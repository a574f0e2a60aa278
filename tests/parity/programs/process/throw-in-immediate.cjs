setImmediate(() => {
  null.property;
});
