exports.name = 'as written';
