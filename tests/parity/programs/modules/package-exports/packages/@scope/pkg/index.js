module.exports = "scoped index";
