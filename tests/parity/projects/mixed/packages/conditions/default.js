exports.way = 'default';
