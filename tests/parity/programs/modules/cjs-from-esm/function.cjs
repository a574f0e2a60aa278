module.exports = function shout(text) {
  return text.toUpperCase();
};
module.exports.extra = 'extra';
