module.exports = require('./library.cjs');
