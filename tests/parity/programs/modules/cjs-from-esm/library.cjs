console.log('library runs', typeof module, this === module.exports);
exports.named = 'named value';
exports.other = 12;
exports['not-an-identifier'] = true;
