module.exports = "old lib";
