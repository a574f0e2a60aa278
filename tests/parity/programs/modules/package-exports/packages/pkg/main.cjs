module.exports = "pkg require";
