module.exports = (callback) => [1].forEach(function each() { callback(); });
