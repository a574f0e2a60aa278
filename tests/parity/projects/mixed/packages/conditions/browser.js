exports.way = 'browser';
