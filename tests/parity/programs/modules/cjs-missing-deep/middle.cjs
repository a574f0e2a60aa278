module.exports = require('left-pad-that-is-not-there');
