exports.open = 1; module.exports[['hidden']] = 2;
