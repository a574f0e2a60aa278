const names = ['dynamic'];
for (const name of names) module.exports[name] = true;
