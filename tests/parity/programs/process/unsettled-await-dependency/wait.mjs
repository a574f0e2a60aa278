console.log('waiting');
const forever = new Promise(() => {});
await forever;
