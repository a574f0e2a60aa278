// Unref'd immediates run when the loop turns for something else, and do not turn it themselves.
setImmediate(() => console.log('unref, with a timer to come')).unref();
setTimeout(() => {
  console.log('timer');
  setImmediate(() => console.log('unref, beside one that counts')).unref();
  setImmediate(() => {
    console.log('counts');
    const taken = setImmediate(() => console.log('refed again'));
    console.log(taken.hasRef(), taken.unref().hasRef(), taken.ref().hasRef());
    process.on('exit', () => console.log('exit'));
    setImmediate(() => {
      console.log('last');
      setImmediate(() => console.log('must not run')).unref();
    });
  });
}, 20);
